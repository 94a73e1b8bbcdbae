package org.thalweg.engine.vector.ir;

import org.jspecify.annotations.Nullable;

/**
 * Elements of a value, in some order, possibly repeated.
 *
 * @param base the value
 * @param layout where its elements are
 */
public record View(Value base, Layout layout) {
  /** Returns all of a value in its own order. */
  static View of(Value value) {
    return new View(value, Layout.dense(value.dims()));
  }

  View with(Layout other) {
    return new View(base, other);
  }

  /** Returns the view without axes of extent 1. */
  View squeeze() {
    return with(layout.squeeze());
  }

  /** Returns whether all elements are one and the same. */
  boolean isUniform() {
    for (int axis = 0; axis < layout.rank(); axis++) {
      if (layout.stride(axis) != 0 && layout.dim(axis) != 1) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the view is the value itself, in its own order and extents. */
  boolean isWhole() {
    return layout.equals(Layout.dense(base.dims()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof View that && base.equals(that.base) && layout.equals(that.layout);
  }

  @Override
  public int hashCode() {
    return 31 * base.hashCode() + layout.hashCode();
  }
}
