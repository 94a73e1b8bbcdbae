package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.thalweg.api.data.DType;
import org.thalweg.engine.vector.copy.Zeros;

/**
 * Elements by an index each along an axis. An index outside reads as zero and writes nowhere.
 * Writes add up in the order of the indices: a task owns lines of the result.
 *
 * <p>Elements are taken in runs, in loops so short that the processor has many accesses under way
 * at a time.
 */
abstract class Along extends Routine {
  private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  final DType dtype;

  /** The tensor that has an index for each element. */
  final Lines elements;

  /** The tensor that indices point into. */
  final Lines indexed;

  private final boolean wide;

  /** The number of indices in memory, after which they begin again. */
  private final long period;

  Along(DType dtype, DType indexType, long period, Lines elements, Lines indexed) {
    super(2, 1);
    this.dtype = dtype;
    this.elements = elements;
    this.indexed = indexed;
    this.wide = indexType == DType.INT64;
    this.period = Math.max(1, period);
  }

  /** What is done with elements that follow each other. */
  interface Run {
    /**
     * Takes elements.
     *
     * @param first the first element
     * @param count the number of elements
     * @param index where the first index is
     * @param base where index 0 points to for the first element
     * @param step how much later that is for each next one
     */
    void take(long first, int count, long index, long base, long step);
  }

  /**
   * Takes the elements between two, in order: in runs of all if each line has one, of a line if its
   * elements are neighbours, else of elements that belong to one index of a line.
   */
  void walk(long from, long to, Run run) {
    long inner = elements.inner();
    long line = elements.extent() * inner;
    long length = line == 1 ? Integer.MAX_VALUE : inner == 1 ? line : inner;
    long step = line == 1 ? indexed.extent() : inner == 1 ? 0 : 1;
    for (long element = from; element < to; ) {
      long index = element % period;
      long left = line == 1 ? length : length - element % length;
      int count = (int) Math.min(left, Math.min(to - element, period - index));
      run.take(element, count, index, indexed.at(element / line, 0, element % inner), step);
      element += count;
    }
  }

  final long index(MemorySegment indices, long at) {
    return wide ? indices.get(I64, 8 * at) : indices.get(I32, 4 * at);
  }

  /** Picks elements. */
  static final class Take extends Along {
    Take(DType dtype, DType indexType, long period, Lines values, Lines result) {
      super(dtype, indexType, period, result, values);
    }

    @Override
    public int tasks() {
      return Math.toIntExact((elements.size() + ELEMENTS_PER_TASK - 1) / ELEMENTS_PER_TASK);
    }

    @Override
    public void run(int task, MemorySegment scratch) {
      long from = task * ELEMENTS_PER_TASK;
      long to = Math.min(elements.size(), from + ELEMENTS_PER_TASK);
      switch (dtype.bytes()) {
        case Integer.BYTES -> walk(from, to, this::ints);
        case Long.BYTES -> walk(from, to, this::longs);
        default -> walk(from, to, this::bytes);
      }
    }

    private void ints(long first, int count, long at, long base, long step) {
      MemorySegment read = input(0);
      MemorySegment indices = input(1);
      MemorySegment write = output(0);
      long extent = indexed.extent();
      long inner = indexed.inner();
      for (int k = 0; k < count; k++) {
        long index = index(indices, at + k);
        boolean inside = index >= 0 && index < extent;
        long source = base + k * step + index * inner;
        write.set(I32, 4 * (first + k), inside ? read.get(I32, 4 * source) : 0);
      }
    }

    private void longs(long first, int count, long at, long base, long step) {
      MemorySegment read = input(0);
      MemorySegment indices = input(1);
      MemorySegment write = output(0);
      long extent = indexed.extent();
      long inner = indexed.inner();
      for (int k = 0; k < count; k++) {
        long index = index(indices, at + k);
        boolean inside = index >= 0 && index < extent;
        long source = base + k * step + index * inner;
        write.set(I64, 8 * (first + k), inside ? read.get(I64, 8 * source) : 0);
      }
    }

    private void bytes(long first, int count, long at, long base, long step) {
      MemorySegment read = input(0);
      MemorySegment indices = input(1);
      MemorySegment write = output(0);
      long extent = indexed.extent();
      long inner = indexed.inner();
      for (int k = 0; k < count; k++) {
        long index = index(indices, at + k);
        boolean inside = index >= 0 && index < extent;
        long source = base + k * step + index * inner;
        byte value = inside ? read.get(ValueLayout.JAVA_BYTE, source) : 0;
        write.set(ValueLayout.JAVA_BYTE, first + k, value);
      }
    }

    @Override
    public long nanos() {
      return elements.size() * 5;
    }
  }

  /** Adds elements into zeros. */
  static final class Put extends Along {
    Put(DType dtype, DType indexType, long period, Lines elements, Lines result) {
      super(dtype, indexType, period, elements, result);
    }

    private long outersPerTask() {
      long line = Math.max(1, indexed.extent() * indexed.inner());
      return Math.max(1, ELEMENTS_PER_TASK / line);
    }

    @Override
    public int tasks() {
      return Math.toIntExact((indexed.outer() + outersPerTask() - 1) / outersPerTask());
    }

    @Override
    public void run(int task, MemorySegment scratch) {
      long from = task * outersPerTask();
      long to = Math.min(indexed.outer(), from + outersPerTask());
      long first = indexed.at(from, 0, 0) * dtype.bytes();
      Zeros.fill(output(0), first, indexed.at(to, 0, 0) * dtype.bytes() - first);
      Run add =
          switch (dtype) {
            case FLOAT32 -> this::floats;
            case FLOAT64 -> this::doubles;
            case INT32, INT64, BOOL -> this::integers;
          };
      walk(elements.at(from, 0, 0), elements.at(to, 0, 0), add);
    }

    private void floats(long first, int count, long at, long base, long step) {
      MemorySegment read = input(0);
      MemorySegment indices = input(1);
      MemorySegment sums = output(0);
      long extent = indexed.extent();
      long inner = indexed.inner();
      for (int k = 0; k < count; k++) {
        long index = index(indices, at + k);
        if (index >= 0 && index < extent) {
          long target = 4 * (base + k * step + index * inner);
          sums.set(F32, target, sums.get(F32, target) + read.get(F32, 4 * (first + k)));
        }
      }
    }

    private void doubles(long first, int count, long at, long base, long step) {
      MemorySegment read = input(0);
      MemorySegment indices = input(1);
      MemorySegment sums = output(0);
      long extent = indexed.extent();
      long inner = indexed.inner();
      for (int k = 0; k < count; k++) {
        long index = index(indices, at + k);
        if (index >= 0 && index < extent) {
          long target = 8 * (base + k * step + index * inner);
          sums.set(F64, target, sums.get(F64, target) + read.get(F64, 8 * (first + k)));
        }
      }
    }

    private void integers(long first, int count, long at, long base, long step) {
      MemorySegment indices = input(1);
      long inner = indexed.inner();
      for (int k = 0; k < count; k++) {
        long index = index(indices, at + k);
        if (index >= 0 && index < indexed.extent()) {
          long target = base + k * step + index * inner;
          Elements.add(input(0), first + k, output(0), target, dtype);
        }
      }
    }

    @Override
    public long nanos() {
      return indexed.size() / 4 + elements.size() * 6;
    }
  }
}
