package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.thalweg.engine.vector.lane.LaneType;

/** An array of floats and one of doubles, as large as they have been asked for. */
final class Room {
  private float[] singles = {};
  private double[] doubles = {};

  /** Returns the array of a type, which has at least so many elements. */
  Object of(LaneType type, int elements) {
    if (type == LaneType.F32) {
      singles = singles.length < elements ? new float[elements] : singles;
      return singles;
    }
    doubles = doubles.length < elements ? new double[elements] : doubles;
    return doubles;
  }

  /** Copies elements from memory, wherever it begins, into an array. */
  static void copy(
      MemorySegment from, long bytes, LaneType type, Object array, int to, int elements) {
    ValueLayout layout =
        type == LaneType.F32 ? ValueLayout.JAVA_FLOAT_UNALIGNED : ValueLayout.JAVA_DOUBLE_UNALIGNED;
    MemorySegment.copy(from, layout, bytes, array, to, elements);
  }

  /** Sets elements of an array, up to one that is not. */
  static void fill(LaneType type, Object array, int from, int to, double number) {
    if (type == LaneType.F32) {
      Arrays.fill((float[]) array, from, to, (float) number);
    } else {
      Arrays.fill((double[]) array, from, to, number);
    }
  }
}
