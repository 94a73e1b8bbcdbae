package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.thalweg.api.data.DType;

/** Computations along each line of an axis, line by line. */
abstract class Ordered extends Routine {
  final DType dtype;
  final Lines lines;

  Ordered(DType dtype, Lines lines) {
    super(1, 1);
    this.dtype = dtype;
    this.lines = lines;
  }

  private long count() {
    return lines.outer() * lines.inner();
  }

  private long linesPerTask() {
    return Math.max(1, ELEMENTS_PER_TASK / Math.max(1, lines.extent()));
  }

  @Override
  public int tasks() {
    return Math.toIntExact((count() + linesPerTask() - 1) / linesPerTask());
  }

  @Override
  public void run(int task, MemorySegment scratch) {
    long end = Math.min(count(), (task + 1) * linesPerTask());
    for (long line = task * linesPerTask(); line < end; line++) {
      line(line / lines.inner(), line % lines.inner());
    }
  }

  @Override
  public long nanos() {
    return lines.size() * 4;
  }

  /** Computes one line, given the position on the axes before and after. */
  abstract void line(long outer, long inner);

  /** Positions of the largest values. */
  static final class ArgMax extends Ordered {
    ArgMax(DType dtype, Lines lines) {
      super(dtype, lines);
    }

    @Override
    void line(long outer, long inner) {
      int best = 0;
      for (int i = 1; i < lines.extent(); i++) {
        if (beats(lines.at(outer, i, inner), lines.at(outer, best, inner))) {
          best = i;
        }
      }
      Elements.setLong(output(0), DType.INT32, outer * lines.inner() + inner, best);
    }

    private boolean beats(long one, long other) {
      if (!dtype.isFloating()) {
        return Elements.getLong(input(0), dtype, one) > Elements.getLong(input(0), dtype, other);
      }
      double a = Elements.getDouble(input(0), dtype, one);
      double b = Elements.getDouble(input(0), dtype, other);
      return a > b || Double.isNaN(a) && !Double.isNaN(b);
    }
  }

  /** Running sums. */
  static final class CumSum extends Ordered {
    private final boolean reverse;

    CumSum(DType dtype, Lines lines, boolean reverse) {
      super(dtype, lines);
      this.reverse = reverse;
    }

    @Override
    void line(long outer, long inner) {
      double sum = 0;
      long whole = 0;
      for (long step = 0; step < lines.extent(); step++) {
        long at = lines.at(outer, reverse ? lines.extent() - 1 - step : step, inner);
        if (dtype.isFloating()) {
          sum += Elements.getDouble(input(0), dtype, at);
          Elements.setDouble(output(0), dtype, at, sum);
        } else {
          whole += Elements.getLong(input(0), dtype, at);
          Elements.setLong(output(0), dtype, at, whole);
        }
      }
    }
  }

  /** Positions that sort. */
  static final class ArgSort extends Ordered {
    private final boolean descending;

    ArgSort(DType dtype, Lines lines, boolean descending) {
      super(dtype, lines);
      this.descending = descending;
    }

    @Override
    public long nanos() {
      return lines.size()
          * (10 + 5L * Long.numberOfTrailingZeros(Long.highestOneBit(lines.extent() + 1)));
    }

    @Override
    void line(long outer, long inner) {
      int n = Math.toIntExact(lines.extent());
      long[] keys = new long[n];
      for (int i = 0; i < n; i++) {
        long key = key(lines.at(outer, i, inner));
        keys[i] = descending ? ~key : key;
      }
      int[] order = dtype.bytes() == 4 ? packed(keys) : merged(keys);
      for (int i = 0; i < n; i++) {
        Elements.setLong(output(0), DType.INT32, lines.at(outer, i, inner), order[i]);
      }
    }

    /** Returns a whole number that orders as the element does: NaN last, both zeros alike. */
    private long key(long at) {
      if (!dtype.isFloating()) {
        return Elements.getLong(input(0), dtype, at);
      }
      double value = Elements.getDouble(input(0), dtype, at) + 0.0;
      if (dtype == DType.FLOAT32) {
        int bits = Float.floatToIntBits((float) value);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
      }
      long bits = Double.doubleToLongBits(value);
      return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    /** Sorts keys of 32 bits with their position in the low word, which keeps ties in order. */
    private static int[] packed(long[] keys) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] = keys[i] << 32 | i;
      }
      Arrays.sort(keys);
      return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private static int[] merged(long[] keys) {
      Integer[] order = new Integer[keys.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, java.util.Comparator.comparingLong(i -> keys[i]));
      return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
  }
}
