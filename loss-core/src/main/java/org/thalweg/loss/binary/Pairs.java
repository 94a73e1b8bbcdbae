package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/** Means over the pairs of a positive and a negative of a batch. */
final class Pairs {
  private Pairs() {}

  /** Returns the mean of a function of how far positives score above negatives; 0 of no pairs. */
  static Tensor mean(
      Tensor scores, Tensor flags, Tensor counted, java.util.function.UnaryOperator<Tensor> of) {
    Tensor positive = flags.and(counted).unsqueeze(1);
    Tensor pair = positive.and(flags.not().and(counted));
    Tensor ahead = scores.unsqueeze(1).sub(scores);
    Tensor count = pair.sum().to(scores.dtype()).maximum(1);
    return where(pair, of.apply(ahead), 0).sum().div(count);
  }
}
