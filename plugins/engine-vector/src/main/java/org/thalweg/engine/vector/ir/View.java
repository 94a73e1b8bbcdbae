package org.thalweg.engine.vector.ir;

import java.util.stream.IntStream;

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
    return IntStream.range(0, layout.rank())
        .allMatch(axis -> layout.stride(axis) == 0 || layout.dim(axis) == 1);
  }

  /** Returns whether the view is the value itself, in its own order and extents. */
  boolean isWhole() {
    return layout.equals(Layout.dense(base.dims()));
  }
}
