package org.thalweg.engine.reference;

import java.util.function.Consumer;
import org.thalweg.api.data.Shape;

/** Positions in dense tensors. */
final class Coordinates {
  private Coordinates() {}

  /** Calls the action with each position of a shape in row-major order; the array is reused. */
  static void each(Shape shape, Consumer<long[]> action) {
    long[] at = new long[shape.rank()];
    for (long i = 0; i < shape.size(); i++) {
      action.accept(at);
      for (int axis = at.length - 1; axis >= 0 && ++at[axis] == shape.dim(axis); axis--) {
        at[axis] = 0;
      }
    }
  }

  /** Returns the index of a position. */
  static int index(Shape shape, long[] at) {
    long index = 0;
    for (int axis = 0; axis < at.length; axis++) {
      index = index * shape.dim(axis) + at[axis];
    }
    return Math.toIntExact(index);
  }

  /** Returns a position with one coordinate replaced. */
  static long[] with(long[] at, int axis, long coordinate) {
    long[] changed = at.clone();
    changed[axis] = coordinate;
    return changed;
  }
}
