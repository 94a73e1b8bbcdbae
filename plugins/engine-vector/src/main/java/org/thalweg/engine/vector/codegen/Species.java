package org.thalweg.engine.vector.codegen;

import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vector shapes that generated code uses. Loaded only where the Vector API is. */
public final class Species {
  public static final VectorSpecies<Float> F32 = VectorSpecies.of(float.class, Width.SHAPE);
  public static final VectorSpecies<Double> F64 = VectorSpecies.of(double.class, Width.SHAPE);
  public static final VectorSpecies<Integer> I32 = VectorSpecies.of(int.class, Width.SHAPE);
  public static final VectorSpecies<Long> I64 = VectorSpecies.of(long.class, Width.SHAPE);

  /** As many bytes as there are elements of four bytes. */
  public static final VectorSpecies<Byte> BYTES_4 = bytes(4);

  /** As many bytes as there are elements of eight bytes. */
  public static final VectorSpecies<Byte> BYTES_8 = bytes(8);

  /** 0, 1, 2 and so on. */
  public static final IntVector IOTA = IntVector.zero(I32).addIndex(1);

  public static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private Species() {}

  private static VectorSpecies<Byte> bytes(int width) {
    return VectorSpecies.of(
        byte.class, VectorShape.forBitSize(Math.max(64, Width.SHAPE.vectorBitSize() / width)));
  }

  // all types have one shape
  static {
    if (FloatVector.zero(F32).byteSize() != DoubleVector.zero(F64).byteSize()
        || LongVector.zero(I64).byteSize() != IntVector.zero(I32).byteSize()
        || ByteVector.zero(BYTES_4).length() < F32.length()) {
      throw new AssertionError("vector shapes differ");
    }
  }
}
