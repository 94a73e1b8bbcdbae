package org.thalweg.engine.vector.library;

import org.thalweg.engine.vector.ir.Layout;

/**
 * A dense tensor as lines along one axis.
 *
 * @param outer number of elements of the axes before
 * @param extent extent of the axis
 * @param inner number of elements of the axes after
 */
record Lines(long outer, long extent, long inner) {
  static Lines of(Layout layout, int axis) {
    return of(layout, axis, axis + 1);
  }

  /** Takes a run of axes as the one axis. */
  static Lines of(Layout layout, int from, int to) {
    long[] parts = {1, 1, 1};
    for (int a = 0; a < layout.rank(); a++) {
      parts[a < from ? 0 : a < to ? 1 : 2] *= layout.dim(a);
    }
    return new Lines(parts[0], parts[1], parts[2]);
  }

  long at(long o, long i, long n) {
    return (o * extent + i) * inner + n;
  }

  long size() {
    return outer * extent * inner;
  }
}
