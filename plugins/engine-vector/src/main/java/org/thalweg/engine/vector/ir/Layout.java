package org.thalweg.engine.vector.ir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of a view lie in a buffer: element (i, j, ...) is at offset + i strides[0] + j
 * strides[1] + ..., counted in elements. Immutable.
 */
public final class Layout {
  private final long offset;
  private final long[] dims;
  private final long[] strides;

  private Layout(long offset, long[] dims, long[] strides) {
    this.offset = offset;
    this.dims = dims;
    this.strides = strides;
  }

  /** Returns the row-major layout of a buffer of its own. */
  public static Layout dense(long... dims) {
    return new Layout(0, dims.clone(), denseStrides(dims));
  }

  /** Returns a layout of given strides. */
  public static Layout of(long offset, long[] dims, long[] strides) {
    return new Layout(offset, dims.clone(), strides.clone());
  }

  static long[] denseStrides(long[] dims) {
    long[] strides = new long[dims.length];
    long step = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= dims[axis];
    }
    return strides;
  }

  /** Returns the position of the first element. */
  public long offset() {
    return offset;
  }

  /** Returns the number of axes. */
  public int rank() {
    return dims.length;
  }

  /** Returns the extent of an axis. */
  public long dim(int axis) {
    return dims[axis];
  }

  /** Returns the distance of neighbours along an axis. */
  public long stride(int axis) {
    return strides[axis];
  }

  /** Returns a fresh array of the extents. */
  public long[] dims() {
    return dims.clone();
  }

  /** Returns a fresh array of the strides. */
  public long[] strides() {
    return strides.clone();
  }

  /** Returns the number of elements of the view. */
  public long size() {
    long size = 1;
    for (long dim : dims) {
      size *= dim;
    }
    return size;
  }

  /** Returns whether the view is a whole buffer in row-major order. */
  public boolean isDense() {
    if (offset != 0) {
      return false;
    }
    long step = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      if (dims[axis] != 1 && strides[axis] != step) {
        return false;
      }
      step *= dims[axis];
    }
    return true;
  }

  /** Returns the layout without axes of extent 1. */
  public Layout squeeze() {
    int kept = 0;
    for (long dim : dims) {
      kept += dim == 1 ? 0 : 1;
    }
    long[] newDims = new long[kept];
    long[] newStrides = new long[kept];
    for (int axis = 0, to = 0; axis < dims.length; axis++) {
      if (dims[axis] != 1) {
        newDims[to] = dims[axis];
        newStrides[to++] = strides[axis];
      }
    }
    return new Layout(offset, newDims, newStrides);
  }

  /** Returns axes in another order. */
  public Layout permute(int[] permutation) {
    long[] newDims = new long[dims.length];
    long[] newStrides = new long[dims.length];
    for (int axis = 0; axis < dims.length; axis++) {
      newDims[axis] = dims[permutation[axis]];
      newStrides[axis] = strides[permutation[axis]];
    }
    return new Layout(offset, newDims, newStrides);
  }

  /** Returns the view with its last two axes exchanged. */
  public Layout exchanged() {
    int[] permutation = new int[dims.length];
    for (int axis = 0; axis < permutation.length; axis++) {
      permutation[axis] = axis;
    }
    permutation[dims.length - 2] = dims.length - 1;
    permutation[dims.length - 1] = dims.length - 2;
    return permute(permutation);
  }

  /** Returns the view stretched to more and larger extents. */
  public Layout broadcast(long[] target) {
    long[] newStrides = new long[target.length];
    int added = target.length - dims.length;
    for (int axis = added; axis < target.length; axis++) {
      newStrides[axis] = dims[axis - added] == target[axis] ? strides[axis - added] : 0;
    }
    return new Layout(offset, target.clone(), newStrides);
  }

  /** Returns every step-th element of each axis from a start on. */
  public Layout slice(long[] starts, long[] steps, long[] extents) {
    long newOffset = offset;
    long[] newStrides = new long[dims.length];
    for (int axis = 0; axis < dims.length; axis++) {
      newOffset += starts[axis] * strides[axis];
      newStrides[axis] = strides[axis] * steps[axis];
    }
    return new Layout(newOffset, extents.clone(), newStrides);
  }

  /** Returns one axis in reverse order. */
  public Layout flip(int axis) {
    long[] newStrides = strides.clone();
    newStrides[axis] = -strides[axis];
    return new Layout(
        offset + Math.max(0, dims[axis] - 1) * strides[axis], dims.clone(), newStrides);
  }

  /** Returns the same elements under other extents, or null if no strides describe that. */
  public @Nullable Layout reshape(long[] target) {
    if (Arrays.equals(dims, target)) {
      return this;
    }
    if (size() == 0) {
      return new Layout(0, target.clone(), denseStrides(target));
    }
    Layout from = squeeze();
    long[] newStrides = new long[target.length];
    int axis = 0;
    int to = 0;
    while (to < target.length) {
      if (target[to] == 1) {
        to++;
        continue;
      }
      // the smallest run of old axes and run of new axes of equal size
      int firstAxis = axis;
      int firstTo = to;
      long old = from.dims[axis++];
      long now = target[to++];
      while (old != now) {
        if (old < now) {
          old *= from.dims[axis++];
        } else {
          now *= target[to++];
        }
      }
      for (int a = firstAxis; a + 1 < axis; a++) {
        if (from.strides[a] != from.strides[a + 1] * from.dims[a + 1]) {
          return null;
        }
      }
      long step = from.strides[axis - 1];
      for (int t = to - 1; t >= firstTo; t--) {
        newStrides[t] = step;
        step *= target[t];
      }
    }
    return new Layout(offset, target.clone(), newStrides);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Layout that
        && offset == that.offset
        && Arrays.equals(dims, that.dims)
        && Arrays.equals(strides, that.strides);
  }

  @Override
  public int hashCode() {
    return (int) (31 * offset + 31L * Arrays.hashCode(dims) + Arrays.hashCode(strides));
  }

  /** Returns offset, extents and strides. */
  @Override
  public String toString() {
    return "%s@%d/%s".formatted(Arrays.toString(dims), offset, Arrays.toString(strides));
  }
}
