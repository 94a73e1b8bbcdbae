package org.thalweg.loss.embedding;

import static org.thalweg.api.tensor.Tensors.eye;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/** The pairs within a batch, and sums over some of them. Pairs are [N, N], or rows of others. */
final class Pairs {
  private Pairs() {}

  /** Returns which pairs are of two examples that count. */
  static Tensor distinct(Tensor counted) {
    return both(counted).and(diagonal(counted).not());
  }

  /** Returns which pairs are of examples that both count. */
  static Tensor both(Tensor counted) {
    return counted.unsqueeze(1).and(counted.unsqueeze(0));
  }

  /** Returns which pairs are of an example with itself. */
  static Tensor diagonal(Tensor counted) {
    return eye(counted.dim(0), DType.BOOL);
  }

  /** Returns which pairs are of two examples that count and have one label. */
  static Tensor positive(Tensor labels, Tensor counted) {
    return distinct(counted).and(same(labels));
  }

  /** Returns which pairs are of two examples that count and have different labels. */
  static Tensor negative(Tensor labels, Tensor counted) {
    return both(counted).and(same(labels).not());
  }

  private static Tensor same(Tensor labels) {
    return labels.unsqueeze(1).eq(labels.unsqueeze(0));
  }

  /** Returns log(sum(exp(x))) along the last axis over what is allowed; 0 where nothing is. */
  static Tensor logSumExp(Tensor x, Tensor allowed) {
    Tensor open = where(allowed, x, Double.NEGATIVE_INFINITY);
    Tensor top = top(open);
    Tensor sum = open.sub(top).exp().sumKeep(-1);
    return where(sum.eq(0), 1, sum).log().add(top).squeeze(-1);
  }

  /** Returns log(1 + sum(exp(x))) along the last axis over what is allowed. */
  static Tensor logOnePlusSumExp(Tensor x, Tensor allowed) {
    return where(allowed.any(-1), logSumExp(x, allowed).softplus(), 0);
  }

  /** Returns the logarithms of shares along the last axis, among what is allowed. */
  static Tensor logShares(Tensor x, Tensor allowed) {
    Tensor open = where(allowed, x, Double.NEGATIVE_INFINITY);
    Tensor top = top(open);
    Tensor sum = open.sub(top).exp().sumKeep(-1);
    return x.sub(top).sub(where(sum.eq(0), 1, sum).log());
  }

  private static Tensor top(Tensor open) {
    Tensor top = open.maxKeep(-1).stopGradient();
    return where(top.isFinite(), top, 0);
  }

  /** Returns the sum along the last axis of what is allowed. */
  static Tensor sum(Tensor x, Tensor allowed) {
    return where(allowed, x, 0).sum(-1);
  }

  /** Returns the mean along the last axis of what is allowed; 0 where nothing is. */
  static Tensor rowMean(Tensor x, Tensor allowed) {
    return sum(x, allowed).div(allowed.to(x.dtype()).sum(-1).maximum(1));
  }

  /** Returns the mean of all that is allowed; 0 if nothing is. */
  static Tensor mean(Tensor x, Tensor allowed) {
    return where(allowed, x, 0).sum().div(allowed.to(x.dtype()).sum().maximum(1));
  }
}
