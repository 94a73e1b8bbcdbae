package org.thalweg.testkit.graph;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

/**
 * A value of a graph that is being drafted.
 *
 * @param number its number in the graph
 * @param spec its shape and type
 * @param range what is known of its numbers
 */
record Item(int number, Spec spec, Range range) {
  Shape shape() {
    return spec.shape();
  }

  DType dtype() {
    return spec.dtype();
  }

  int rank() {
    return spec.shape().rank();
  }

  long dim(int axis) {
    return spec.shape().dim(axis);
  }

  long size() {
    return spec.shape().size();
  }

  boolean isFloating() {
    return spec.dtype().isFloating();
  }
}
