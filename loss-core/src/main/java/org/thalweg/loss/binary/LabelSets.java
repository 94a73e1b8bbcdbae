package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/** Sums over the labels that a row of flags has, and over those that it lacks. */
final class LabelSets {
  private LabelSets() {}

  /** Returns log(sum(exp(values))) over the labels of each row; over all labels if it has none. */
  static Tensor logSum(Tensor values, Tensor flags) {
    Tensor none = flags.any(1).not().unsqueeze(1);
    return where(flags.or(none), values, Double.NEGATIVE_INFINITY).logSumExp(1);
  }

  /** Returns the number of pairs of a label that the row has and one that it lacks. */
  static Tensor pairs(Tensor flags) {
    return flags.sum(1).mul(flags.not().sum(1));
  }
}
