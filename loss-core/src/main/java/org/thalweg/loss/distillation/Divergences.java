package org.thalweg.loss.distillation;

import org.thalweg.api.tensor.Tensor;

/** Divergences of distributions that are given by logits. */
final class Divergences {
  private Divergences() {}

  /** Returns KL(left, right) along an axis of logits that are divided by a temperature. */
  static Tensor kl(Tensor left, Tensor right, double temperature, int axis) {
    Tensor from = left.div(temperature).logSoftmax(axis);
    Tensor to = right.div(temperature).logSoftmax(axis);
    return kl(from, to, axis);
  }

  /** Returns KL(left, right) along an axis of log-probabilities. */
  static Tensor kl(Tensor left, Tensor right, int axis) {
    return left.exp().mul(left.sub(right)).sum(axis);
  }
}
