package org.thalweg.api.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.thalweg.api.ThalwegException;

/** The extents of a tensor's axes, outermost first. Immutable. */
public final class Shape {
  private static final Shape SCALAR = new Shape(new long[0]);

  private final long[] extents;
  private final long size;

  private Shape(long[] extents) {
    long product = 1;
    for (long extent : extents) {
      if (extent < 0) {
        throw new ThalwegException(
            "a shape has no negative extents, was " + Arrays.toString(extents));
      }
      if (extent > 0 && product > Long.MAX_VALUE / extent) {
        throw new ThalwegException(
            "a shape has fewer than 2^63 elements, was " + Arrays.toString(extents));
      }
      product *= extent;
    }
    this.extents = extents;
    this.size = product;
  }

  /** Returns a shape of the given extents; none gives the shape of a scalar. */
  public static Shape of(long... extents) {
    return extents.length == 0 ? SCALAR : new Shape(extents.clone());
  }

  /** Returns a shape of the given extents; reads well as a static import. */
  public static Shape shape(long... extents) {
    return of(extents);
  }

  /** Returns the shape of a scalar, which has no axes and one element. */
  public static Shape scalar() {
    return SCALAR;
  }

  /** Returns the number of axes. */
  public int rank() {
    return extents.length;
  }

  /** Returns the number of elements. */
  public long size() {
    return size;
  }

  /**
   * Returns the extent of an axis; negative axes count from the end.
   *
   * @throws ThalwegException if there is no such axis
   */
  public long dim(int axis) {
    return extents[axis(axis)];
  }

  /** Returns a fresh array of the extents. */
  public long[] toArray() {
    return extents.clone();
  }

  /**
   * Returns an axis counted from the start; negative axes count from the end.
   *
   * @throws ThalwegException if there is no such axis
   */
  public int axis(int axis) {
    int normal = axis < 0 ? axis + extents.length : axis;
    if (normal < 0 || normal >= extents.length) {
      throw new ThalwegException("axis %d does not exist in shape %s".formatted(axis, this));
    }
    return normal;
  }

  /** Returns this shape with one axis set to another extent. */
  public Shape with(int axis, long extent) {
    long[] result = extents.clone();
    result[axis(axis)] = extent;
    return new Shape(result);
  }

  /** Returns this shape without one axis. */
  public Shape without(int axis) {
    int dropped = axis(axis);
    long[] result = new long[extents.length - 1];
    System.arraycopy(extents, 0, result, 0, dropped);
    System.arraycopy(extents, dropped + 1, result, dropped, result.length - dropped);
    return new Shape(result);
  }

  /**
   * Returns this shape with a new axis, which becomes the one at {@code axis}.
   *
   * @throws ThalwegException if the axis lies beyond the end
   */
  public Shape insert(int axis, long extent) {
    if (axis < 0 || axis > extents.length) {
      throw new ThalwegException(
          "an axis of shape %s is inserted at 0 to %d, was %d"
              .formatted(this, extents.length, axis));
    }
    long[] result = new long[extents.length + 1];
    System.arraycopy(extents, 0, result, 0, axis);
    result[axis] = extent;
    System.arraycopy(extents, axis, result, axis + 1, extents.length - axis);
    return new Shape(result);
  }

  /** Returns the axes {@code from} (inclusive) to {@code to} (exclusive) as a shape. */
  public Shape slice(int from, int to) {
    return of(Arrays.copyOfRange(extents, from, to));
  }

  /** Returns this shape followed by the axes of another. */
  public Shape concat(Shape other) {
    long[] result = Arrays.copyOf(extents, extents.length + other.extents.length);
    System.arraycopy(other.extents, 0, result, extents.length, other.extents.length);
    return of(result);
  }

  /** Returns the number of elements between neighbours along each axis of a dense tensor. */
  public long[] strides() {
    long[] strides = new long[extents.length];
    long step = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= extents[axis];
    }
    return strides;
  }

  /**
   * Returns the shape that both shapes broadcast to: axes are aligned at the end, and an extent of
   * 1 stretches.
   *
   * @throws ThalwegException if some aligned extents differ and neither is 1
   */
  public static Shape broadcast(Shape left, Shape right) {
    if (left.equals(right)) {
      return left;
    }
    long[] result = new long[Math.max(left.rank(), right.rank())];
    for (int back = 1; back <= result.length; back++) {
      long l = back <= left.rank() ? left.extents[left.rank() - back] : 1;
      long r = back <= right.rank() ? right.extents[right.rank() - back] : 1;
      if (l != r && l != 1 && r != 1) {
        throw new ThalwegException(
            "shapes %s and %s do not broadcast: axis -%d has %d and %d"
                .formatted(left, right, back, l, r));
      }
      result[result.length - back] = l == 1 ? r : l;
    }
    return of(result);
  }

  /** Returns whether this shape stretches to another under broadcasting. */
  public boolean broadcastsTo(Shape target) {
    if (rank() > target.rank()) {
      return false;
    }
    for (int back = 1; back <= rank(); back++) {
      long mine = extents[rank() - back];
      if (mine != 1 && mine != target.extents[target.rank() - back]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  /** Returns the extents in brackets, such as {@code [32, 10]}. */
  @Override
  public String toString() {
    return Arrays.stream(extents)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
