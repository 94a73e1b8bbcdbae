package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Combines the partial results that a fold keeps for each lane. Generated code calls these; the
 * order is the same for scalar and vector kernels.
 */
public final class Partials {
  private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED;

  /** Doubles in a span. */
  private static final int DOUBLES = Machine.SPAN_BYTES / Double.BYTES;

  private Partials() {}

  /**
   * Returns the sum of single precision numbers, in double precision: lane by lane, then of the
   * even lanes and of the odd ones.
   */
  public static double sumF32(MemorySegment memory, long offset, int lanes) {
    return pairs(memory, offset, lanes, 0, 1);
  }

  /** Returns the sum of every {@code distance}-th lane of a span of doubles. */
  private static double pairs(
      MemorySegment memory, long offset, int lanes, int lane, int distance) {
    if (distance == DOUBLES) {
      return lane(memory, offset, lanes, lane);
    }
    return pairs(memory, offset, lanes, lane, 2 * distance)
        + pairs(memory, offset, lanes, lane + distance, 2 * distance);
  }

  /** Returns the sum of the numbers that come to lie in one lane of a span of doubles. */
  private static double lane(MemorySegment memory, long offset, int lanes, int lane) {
    double sum = 0;
    for (int i = lane; i < lanes; i += 2 * DOUBLES) {
      sum +=
          (double) memory.get(F32, offset + 4L * i) + memory.get(F32, offset + 4L * (i + DOUBLES));
    }
    return sum;
  }

  /** Returns the sum of double precision numbers: of the even lanes and of the odd ones. */
  public static double sumF64(MemorySegment memory, long offset, int lanes) {
    double even = 0;
    double odd = 0;
    for (int i = 0; i < lanes; i += 2) {
      even += memory.get(F64, offset + 8L * i);
      odd += memory.get(F64, offset + 8L * i + 8);
    }
    return even + odd;
  }

  public static long sumI32(MemorySegment memory, long offset, int lanes) {
    int sum = 0;
    for (int i = 0; i < lanes; i++) {
      sum += memory.get(I32, offset + 4L * i);
    }
    return sum;
  }

  public static long sumI64(MemorySegment memory, long offset, int lanes) {
    long sum = 0;
    for (int i = 0; i < lanes; i++) {
      sum += memory.get(I64, offset + 8L * i);
    }
    return sum;
  }

  public static float maxF32(MemorySegment memory, long offset, int lanes) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < lanes; i++) {
      max = Math.max(max, memory.get(F32, offset + 4L * i));
    }
    return max;
  }

  public static double maxF64(MemorySegment memory, long offset, int lanes) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < lanes; i++) {
      max = Math.max(max, memory.get(F64, offset + 8L * i));
    }
    return max;
  }

  public static int maxI32(MemorySegment memory, long offset, int lanes) {
    int max = Integer.MIN_VALUE;
    for (int i = 0; i < lanes; i++) {
      max = Math.max(max, memory.get(I32, offset + 4L * i));
    }
    return max;
  }

  public static long maxI64(MemorySegment memory, long offset, int lanes) {
    long max = Long.MIN_VALUE;
    for (int i = 0; i < lanes; i++) {
      max = Math.max(max, memory.get(I64, offset + 8L * i));
    }
    return max;
  }

  /** Sets the partial results of a fold to its neutral element; for scalar kernels. */
  public static void fill(MemorySegment memory, long offset, long bits, int bytes, int lanes) {
    for (int i = 0; i < lanes; i++) {
      if (bytes == 4) {
        memory.set(I32, offset + 4L * i, (int) bits);
      } else {
        memory.set(I64, offset + 8L * i, bits);
      }
    }
  }
}
