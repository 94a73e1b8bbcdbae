package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import org.thalweg.api.data.DType;
import org.thalweg.engine.vector.copy.Zeros;

/**
 * Slices by index along an axis. An index outside reads as zero and writes nowhere. Writes add up
 * in the order of the indices: a task owns positions of the result, not indices.
 */
abstract class Indexed extends Routine {
  final DType dtype;
  final DType indexType;

  Indexed(DType dtype, DType indexType) {
    super(2, 1);
    this.dtype = dtype;
    this.indexType = indexType;
  }

  long index(long position) {
    return Elements.getLong(input(1), indexType, position);
  }

  /** Slices picked along an axis. */
  static final class Gather extends Indexed {
    private final Lines values;
    private final long count;

    Gather(DType dtype, DType indexType, Lines values, long count) {
      super(dtype, indexType);
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
      super(dtype, indexType);
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
}
