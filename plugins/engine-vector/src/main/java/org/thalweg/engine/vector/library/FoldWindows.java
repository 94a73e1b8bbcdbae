package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import org.thalweg.api.data.DType;
import org.thalweg.engine.vector.copy.Zeros;
import org.thalweg.engine.vector.ir.Layout;

/** Adds the elements of windows back to where they came from. */
final class FoldWindows extends Routine {
  private final DType dtype;
  private final long lead;
  private final long[] counts;
  private final long[] sizes;
  private final long[] extents;
  private final long[] strides;
  private final long[] dilations;

  FoldWindows(DType dtype, Layout windows, long[] extents, long[] strides, long[] dilations) {
    super(1, 1);
    this.dtype = dtype;
    int spatial = extents.length;
    int leading = windows.rank() - 2 * spatial;
    long product = 1;
    for (int axis = 0; axis < leading; axis++) {
      product *= windows.dim(axis);
    }
    this.lead = product;
    this.counts = new long[spatial];
    this.sizes = new long[spatial];
    for (int axis = 0; axis < spatial; axis++) {
      counts[axis] = windows.dim(leading + axis);
      sizes[axis] = windows.dim(leading + spatial + axis);
    }
    this.extents = extents;
    this.strides = strides;
    this.dilations = dilations;
  }

  private static long product(long[] values) {
    return java.util.Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }

  @Override
  public int tasks() {
    return Math.toIntExact(lead);
  }

  @Override
  public void run(int task, MemorySegment scratch) {
    long image = product(extents);
    long windows = product(counts);
    long size = product(sizes);
    long bytes = image * dtype.bytes();
    Zeros.fill(output(0), task * bytes, bytes);
    for (long w = 0; w < windows; w++) {
      for (long s = 0; s < size; s++) {
        long source = (task * windows + w) * size + s;
        long target = task * image + position(w, s);
        if (dtype.isFloating()) {
          double sum =
              Elements.getDouble(output(0), dtype, target)
                  + Elements.getDouble(input(0), dtype, source);
          Elements.setDouble(output(0), dtype, target, sum);
        } else {
          long sum =
              Elements.getLong(output(0), dtype, target)
                  + Elements.getLong(input(0), dtype, source);
          Elements.setLong(output(0), dtype, target, sum);
        }
      }
    }
  }

  /** Returns where an element of a window lies in the image. */
  private long position(long window, long element) {
    long position = 0;
    long step = 1;
    long w = window;
    long e = element;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      position += step * (w % counts[axis] * strides[axis] + e % sizes[axis] * dilations[axis]);
      step *= extents[axis];
      w /= counts[axis];
      e /= sizes[axis];
    }
    return position;
  }

  @Override
  public long nanos() {
    return lead * product(counts) * product(sizes) * 6;
  }
}
