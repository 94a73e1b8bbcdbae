package org.thalweg.engine.vector.codegen;

import jdk.incubator.vector.VectorShape;

/** The width of vectors. Loaded only where the Vector API is; loads little of it. */
final class Width {
  static final VectorShape SHAPE =
      VectorShape.forBitSize(
          Integer.getInteger(
              Machine.BITS_PROPERTY,
              Math.min(
                  Machine.SPAN_BYTES * Byte.SIZE, VectorShape.preferredShape().vectorBitSize())));

  private Width() {}

  static int bytes() {
    return SHAPE.vectorBitSize() / Byte.SIZE;
  }
}
