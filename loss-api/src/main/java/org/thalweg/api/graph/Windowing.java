package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

/** Sliding windows over the last axes. */
public sealed interface Windowing extends Primitive {

  /**
   * All windows over the last k axes [..., D1, ..., Dk], giving [..., E1, ..., Ek, S1, ..., Sk]
   * with E = (D - (S - 1) dilation - 1) / stride + 1.
   *
   * @param sizes extent of the window per axis
   * @param strides step of the window per axis
   * @param dilations distance of the window's elements per axis
   */
  record Unfold(List<Long> sizes, List<Long> strides, List<Long> dilations) implements Windowing {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      int spatial = sizes.size();
      int rank = input.shape().rank();
      check(
          spatial >= 1
              && spatial <= rank
              && strides.size() == spatial
              && dilations.size() == spatial,
          this,
          "sizes %s, strides %s and dilations %s do not fit %s",
          sizes,
          strides,
          dilations,
          input);
      Shape shape = input.shape().slice(0, rank - spatial);
      for (int axis = 0; axis < spatial; axis++) {
        long extent = input.shape().dim(rank - spatial + axis);
        shape =
            shape.concat(
                Shape.of(
                    count(this, extent, sizes.get(axis), strides.get(axis), dilations.get(axis))));
      }
      return List.of(
          input.with(shape.concat(Shape.of(sizes.stream().mapToLong(Long::longValue).toArray()))));
    }
  }

  /**
   * The adjoint of {@link Unfold}: each window's elements added back to where they came from.
   *
   * @param extents extents of the last k axes of the result
   * @param strides step of the window per axis
   * @param dilations distance of the window's elements per axis
   */
  record Fold(List<Long> extents, List<Long> strides, List<Long> dilations) implements Windowing {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      Rules.numeric(this, input);
      int spatial = extents.size();
      int lead = input.shape().rank() - 2 * spatial;
      check(lead >= 0, this, "%s has no windows of %d axes", input, spatial);
      for (int axis = 0; axis < spatial; axis++) {
        long count = input.shape().dim(lead + axis);
        long size = input.shape().dim(lead + spatial + axis);
        check(
            count == count(this, extents.get(axis), size, strides.get(axis), dilations.get(axis)),
            this,
            "%d windows of %d do not fit an axis of %d",
            count,
            size,
            extents.get(axis));
      }
      return List.of(
          input.with(
              input
                  .shape()
                  .slice(0, lead)
                  .concat(Shape.of(extents.stream().mapToLong(Long::longValue).toArray()))));
    }
  }

  /** Returns the number of windows along an axis. */
  static long count(Primitive primitive, long extent, long size, long stride, long dilation) {
    check(
        size >= 1 && stride >= 1 && dilation >= 1,
        primitive,
        "window, stride and dilation are positive");
    long span = (size - 1) * dilation + 1;
    check(
        span <= extent,
        primitive,
        "a window of %d with dilation %d does not fit an axis of %d; pad it first",
        size,
        dilation,
        extent);
    return (extent - span) / stride + 1;
  }
}
