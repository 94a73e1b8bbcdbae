package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

/** Sums of products: matrix product and convolution. */
public sealed interface Contraction extends Primitive {

  /** Matrix product of [..., M, K] and [..., K, N] with equal leading axes. */
  record MatMul() implements Contraction {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec left = inputs.getFirst();
      Spec right = inputs.getLast();
      Rules.floating(this, left);
      int rank = left.shape().rank();
      check(left.dtype() == right.dtype(), this, "takes one type, was %s and %s", left, right);
      check(
          rank >= 2
              && right.shape().rank() == rank
              && left.shape().slice(0, rank - 2).equals(right.shape().slice(0, rank - 2))
              && left.shape().dim(-1) == right.shape().dim(-2),
          this,
          "%s and %s do not chain: columns of the first must equal rows of the second",
          left,
          right);
      return List.of(left.with(left.shape().with(-1, right.shape().dim(-1))));
    }
  }

  /**
   * Cross-correlation of images [N, C, D1, ...] with filters [O, C / groups, K1, ...], without
   * padding (see {@link Movement.Pad}), giving [N, O, E1, ...] with E = (D - (K - 1) dilation - 1)
   * / stride + 1.
   *
   * @param strides step of the filter per spatial axis
   * @param dilations distance of the filter's taps per spatial axis
   * @param groups number of groups that channels and filters are divided into
   */
  record Conv(List<Long> strides, List<Long> dilations, int groups) implements Contraction {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec image = inputs.getFirst();
      Spec filter = inputs.getLast();
      Rules.floating(this, image);
      int spatial = image.shape().rank() - 2;
      check(image.dtype() == filter.dtype(), this, "takes one type, was %s and %s", image, filter);
      check(
          spatial >= 1
              && filter.shape().rank() == spatial + 2
              && strides.size() == spatial
              && dilations.size() == spatial,
          this,
          "image %s, filter %s, strides %s and dilations %s disagree on the spatial axes",
          image,
          filter,
          strides,
          dilations);
      check(
          groups >= 1
              && image.shape().dim(1) == filter.shape().dim(1) * groups
              && filter.shape().dim(0) % groups == 0,
          this,
          "the channels of image %s and filter %s do not fit %d groups",
          image,
          filter,
          groups);
      long[] extents = new long[spatial + 2];
      extents[0] = image.shape().dim(0);
      extents[1] = filter.shape().dim(0);
      for (int axis = 0; axis < spatial; axis++) {
        extents[axis + 2] =
            Windowing.count(
                this,
                image.shape().dim(axis + 2),
                filter.shape().dim(axis + 2),
                strides.get(axis),
                dilations.get(axis));
      }
      return List.of(image.with(Shape.of(extents)));
    }
  }
}
