package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.thalweg.api.data.DType;
import org.thalweg.engine.vector.copy.Zeros;

/**
 * Access by index along an axis. An index outside reads as zero and writes nowhere. Writes add up
 * in the order of the indices: a task owns positions of the result, not indices.
 */
abstract class Indexed extends Routine {
  private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED;

  final DType dtype;
  final DType indexType;

  /** The number of indices in memory, after which they begin again. */
  final long period;

  Indexed(DType dtype, DType indexType, long period) {
    super(2, 1);
    this.dtype = dtype;
    this.indexType = indexType;
    this.period = Math.max(1, period);
  }

  long index(long position) {
    return Elements.getLong(input(1), indexType, position);
  }

  /** What is done with an element of one tensor and the element at its index of the other. */
  interface Pair {
    void take(long element, long atIndex);
  }

  /**
   * Walks elements that have an index each, in order; leaves out indices outside.
   *
   * @param elements the tensor of the elements, of which those between from and to are taken
   * @param indexed the tensor that indices point into
   */
  void walk(Lines elements, Lines indexed, long from, long to, Pair pair) {
    long inner = elements.inner();
    long line = Math.max(1, elements.extent() * inner);
    long next = from % period;
    MemorySegment indices = input(1);
    DType type = indexType;
    long element = from;
    if (line == 1) {
      for (; element < to; element++) {
        long index = Elements.getLong(indices, type, next);
        if (index >= 0 && index < indexed.extent()) {
          pair.take(element, element * indexed.extent() + index);
        }
        next = next + 1 == period ? 0 : next + 1;
      }
    }
    while (element < to) {
      long outer = element / line;
      long base = indexed.at(outer, 0, 0);
      long end = Math.min(to, (outer + 1) * line);
      long n = element % inner;
      for (; element < end; element++) {
        long index = Elements.getLong(indices, type, next);
        if (index >= 0 && index < indexed.extent()) {
          pair.take(element, base + index * inner + n);
        }
        n = n + 1 == inner ? 0 : n + 1;
        next = next + 1 == period ? 0 : next + 1;
      }
    }
  }

  /** Slices picked along an axis. */
  static final class Gather extends Indexed {
    private final Lines values;
    private final long count;

    Gather(DType dtype, DType indexType, Lines values, long count) {
      super(dtype, indexType, count);
      this.values = values;
      this.count = count;
    }

    private long slicesPerTask() {
      return Math.max(1, ELEMENTS_PER_TASK / Math.max(1, values.inner()));
    }

    @Override
    public int tasks() {
      return Math.toIntExact((values.outer() * count + slicesPerTask() - 1) / slicesPerTask());
    }

    @Override
    public void run(int task, MemorySegment scratch) {
      long end = Math.min(values.outer() * count, (task + 1) * slicesPerTask());
      long bytes = values.inner() * dtype.bytes();
      for (long slice = task * slicesPerTask(); slice < end; slice++) {
        long index = index(slice % count);
        if (index >= 0 && index < values.extent()) {
          long source = values.at(slice / count, index, 0) * dtype.bytes();
          MemorySegment.copy(input(0), source, output(0), slice * bytes, bytes);
        } else {
          Zeros.fill(output(0), slice * bytes, bytes);
        }
      }
    }

    @Override
    public long nanos() {
      return values.outer() * count * (20 + values.inner() * dtype.bytes() / 16);
    }
  }

  /** Slices added into zeros along an axis. */
  static final class ScatterAdd extends Indexed {
    private static final long TASKS = 8;

    private final Lines result;
    private final long count;

    ScatterAdd(DType dtype, DType indexType, Lines result, long count) {
      super(dtype, indexType, count);
      this.result = result;
      this.count = count;
    }

    @Override
    public int tasks() {
      return (int) (result.size() <= ELEMENTS_PER_TASK ? 1 : Math.min(TASKS, result.extent()));
    }

    @Override
    public void run(int task, MemorySegment scratch) {
      long from = result.extent() * task / tasks();
      long to = result.extent() * (task + 1) / tasks();
      for (long o = 0; o < result.outer(); o++) {
        long first = result.at(o, from, 0) * dtype.bytes();
        long bytes = (to - from) * result.inner() * dtype.bytes();
        Zeros.fill(output(0), first, bytes);
        for (long i = 0; i < count; i++) {
          long index = index(i);
          if (index >= from && index < to) {
            for (long n = 0; n < result.inner(); n++) {
              long source = (o * count + i) * result.inner() + n;
              Elements.add(input(0), source, output(0), result.at(o, index, n), dtype);
            }
          }
        }
      }
    }

    @Override
    public long nanos() {
      return result.size() / 4 + result.outer() * count * (5 + result.inner() * 2);
    }
  }

  /** One element per index along an axis. */
  static final class TakeAlong extends Indexed {
    private final Lines values;
    private final Lines result;

    TakeAlong(DType dtype, DType indexType, long period, Lines values, Lines result) {
      super(dtype, indexType, period);
      this.values = values;
      this.result = result;
    }

    @Override
    public int tasks() {
      return Math.toIntExact((result.size() + ELEMENTS_PER_TASK - 1) / ELEMENTS_PER_TASK);
    }

    @Override
    public void run(int task, MemorySegment scratch) {
      long from = task * ELEMENTS_PER_TASK;
      long to = Math.min(result.size(), from + ELEMENTS_PER_TASK);
      int bytes = dtype.bytes();
      MemorySegment read = input(0);
      MemorySegment write = output(0);
      if (isOneOfEachLine()) {
        boolean wide = indexType == DType.INT64;
        oneOfEachLine(read, input(1), wide, write, bytes == 8, from, to, values.extent());
        return;
      }
      Zeros.fill(write, from * bytes, (to - from) * bytes);
      walk(result, values, from, to, (at, source) -> Elements.copy(read, source, write, at, bytes));
    }

    /** Returns whether each line gives one number, by an index of its own. */
    private boolean isOneOfEachLine() {
      return result.extent() * result.inner() == 1
          && period == result.size()
          && dtype != DType.BOOL
          && (indexType == DType.INT32 || indexType == DType.INT64);
    }

    /** Picks in a loop so short that the processor has many reads under way at a time. */
    private static void oneOfEachLine(
        MemorySegment values,
        MemorySegment indices,
        boolean wide,
        MemorySegment result,
        boolean eightBytes,
        long from,
        long to,
        long extent) {
      for (long i = from; i < to; i++) {
        long index = wide ? indices.get(I64, 8 * i) : indices.get(I32, 4 * i);
        boolean inside = index >= 0 && index < extent;
        long at = i * extent + index;
        if (eightBytes) {
          result.set(I64, 8 * i, inside ? values.get(I64, 8 * at) : 0);
        } else {
          result.set(I32, 4 * i, inside ? values.get(I32, 4 * at) : 0);
        }
      }
    }

    @Override
    public long nanos() {
      return result.size() * 5;
    }
  }

  /** Elements added into zeros at their index along an axis. */
  static final class PutAlong extends Indexed {
    private final Lines elements;
    private final Lines result;

    PutAlong(DType dtype, DType indexType, long period, Lines elements, Lines result) {
      super(dtype, indexType, period);
      this.elements = elements;
      this.result = result;
    }

    private long outersPerTask() {
      long line = Math.max(1, result.extent() * result.inner());
      return Math.max(1, ELEMENTS_PER_TASK / line);
    }

    @Override
    public int tasks() {
      return Math.toIntExact((result.outer() + outersPerTask() - 1) / outersPerTask());
    }

    @Override
    public void run(int task, MemorySegment scratch) {
      long from = task * outersPerTask();
      long to = Math.min(result.outer(), from + outersPerTask());
      long first = result.at(from, 0, 0) * dtype.bytes();
      Zeros.fill(output(0), first, result.at(to, 0, 0) * dtype.bytes() - first);
      MemorySegment read = input(0);
      MemorySegment sum = output(0);
      walk(
          elements,
          result,
          elements.at(from, 0, 0),
          elements.at(to, 0, 0),
          (source, target) -> Elements.add(read, source, sum, target, dtype));
    }

    @Override
    public long nanos() {
      return result.size() / 4 + elements.size() * 6;
    }
  }
}
