package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Tiles in plain Java: what runs until vector tiles are compiled, and where there are no vectors.
 */
final class ScalarTile {
  private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private ScalarTile() {}

  static void single(
      MemorySegment a,
      long aOffset,
      long aRow,
      long aStep,
      MemorySegment b,
      long bOffset,
      long bStep,
      MemorySegment c,
      long cOffset,
      long cRow,
      long depth,
      int rows,
      int columns,
      boolean first) {
    for (int i = 0; i < rows; i++) {
      long row = cOffset + i * cRow;
      if (first) {
        for (int j = 0; j < columns; j++) {
          c.set(F32, row + 4L * j, 0);
        }
      }
      for (long k = 0; k < depth; k++) {
        float x = a.get(F32, aOffset + i * aRow + k * aStep);
        long from = bOffset + k * bStep;
        for (int j = 0; j < columns; j++) {
          c.set(
              F32, row + 4L * j, Math.fma(x, b.get(F32, from + 4L * j), c.get(F32, row + 4L * j)));
        }
      }
    }
  }

  static void twofold(
      MemorySegment a,
      long aOffset,
      long aRow,
      long aStep,
      MemorySegment b,
      long bOffset,
      long bStep,
      MemorySegment c,
      long cOffset,
      long cRow,
      long depth,
      int rows,
      int columns,
      boolean first) {
    for (int i = 0; i < rows; i++) {
      long row = cOffset + i * cRow;
      if (first) {
        for (int j = 0; j < columns; j++) {
          c.set(F64, row + 8L * j, 0);
        }
      }
      for (long k = 0; k < depth; k++) {
        double x = a.get(F64, aOffset + i * aRow + k * aStep);
        long from = bOffset + k * bStep;
        for (int j = 0; j < columns; j++) {
          c.set(
              F64, row + 8L * j, Math.fma(x, b.get(F64, from + 8L * j), c.get(F64, row + 8L * j)));
        }
      }
    }
  }
}
