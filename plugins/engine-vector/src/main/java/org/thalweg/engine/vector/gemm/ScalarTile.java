package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * Tiles in plain Java: what runs until vector tiles are compiled, and where there are no vectors.
 * They compute in arrays, which interpreted code reads many times faster than memory segments.
 */
final class ScalarTile {
  private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  /** Arrays of a thread: a panel of a right matrix that is not packed, a row of the result. */
  private static final class Singles {
    static final ThreadLocal<Singles> OWN = ThreadLocal.withInitial(Singles::new);

    float[] right = {};
    float[] result = {};

    void reserve(int depth, int columns) {
      right = right.length < depth * columns ? new float[depth * columns] : right;
      result = result.length < columns ? new float[columns] : result;
    }
  }

  /** The same for float64. */
  private static final class Doubles {
    static final ThreadLocal<Doubles> OWN = ThreadLocal.withInitial(Doubles::new);

    double[] right = {};
    double[] result = {};

    void reserve(int depth, int columns) {
      right = right.length < depth * columns ? new double[depth * columns] : right;
      result = result.length < columns ? new double[columns] : result;
    }
  }

  private ScalarTile() {}

  static void single(
      Object left,
      int leftOffset,
      @Nullable Object right,
      int rightOffset,
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
    int steps = Math.toIntExact(depth);
    Singles own = Singles.OWN.get();
    own.reserve(steps, columns);
    int pitch = right == null ? columns : Right.width(LaneType.F32);
    for (int k = 0; k < steps && right == null; k++) {
      MemorySegment.copy(b, F32, bOffset + k * bStep, own.right, k * columns, columns);
    }
    float[] panel = right == null ? own.right : (float[]) right;
    for (int i = 0; i < rows; i++) {
      long row = cOffset + i * cRow;
      if (first) {
        Arrays.fill(own.result, 0, columns, 0);
      } else {
        MemorySegment.copy(c, F32, row, own.result, 0, columns);
      }
      int from = leftOffset + i * Left.pitch(LaneType.F32);
      multiply((float[]) left, from, panel, rightOffset, pitch, own.result, steps, columns);
      MemorySegment.copy(own.result, 0, c, F32, row, columns);
    }
  }

  private static void multiply(
      float[] left,
      int offset,
      float[] right,
      int rightOffset,
      int pitch,
      float[] result,
      int steps,
      int columns) {
    for (int k = 0; k < steps; k++) {
      float x = left[offset + k];
      int from = rightOffset + k * pitch;
      for (int j = 0; j < columns; j++) {
        result[j] = Math.fma(x, right[from + j], result[j]);
      }
    }
  }

  static void twofold(
      Object left,
      int leftOffset,
      @Nullable Object right,
      int rightOffset,
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
    int steps = Math.toIntExact(depth);
    Doubles own = Doubles.OWN.get();
    own.reserve(steps, columns);
    int pitch = right == null ? columns : Right.width(LaneType.F64);
    for (int k = 0; k < steps && right == null; k++) {
      MemorySegment.copy(b, F64, bOffset + k * bStep, own.right, k * columns, columns);
    }
    double[] panel = right == null ? own.right : (double[]) right;
    for (int i = 0; i < rows; i++) {
      long row = cOffset + i * cRow;
      if (first) {
        Arrays.fill(own.result, 0, columns, 0);
      } else {
        MemorySegment.copy(c, F64, row, own.result, 0, columns);
      }
      int from = leftOffset + i * Left.pitch(LaneType.F64);
      multiply((double[]) left, from, panel, rightOffset, pitch, own.result, steps, columns);
      MemorySegment.copy(own.result, 0, c, F64, row, columns);
    }
  }

  private static void multiply(
      double[] left,
      int offset,
      double[] right,
      int rightOffset,
      int pitch,
      double[] result,
      int steps,
      int columns) {
    for (int k = 0; k < steps; k++) {
      double x = left[offset + k];
      int from = rightOffset + k * pitch;
      for (int j = 0; j < columns; j++) {
        result[j] = Math.fma(x, right[from + j], result[j]);
      }
    }
  }
}
