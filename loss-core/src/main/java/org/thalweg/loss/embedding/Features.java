package org.thalweg.loss.embedding;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/** Statistics over a batch [N, D] of the examples that count. */
final class Features {
  private Features() {}

  /** Returns how many examples count, as a scalar of the type of x. */
  static Tensor count(Tensor x, Tensor counted) {
    return counted.to(x.dtype()).sum();
  }

  /** Returns x less its mean over the examples that count, and 0 for others. */
  static Tensor centred(Tensor x, Tensor counted) {
    Tensor rows = counted.unsqueeze(1);
    Tensor mean = where(rows, x, 0).sumKeep(0).div(count(x, counted).maximum(1));
    return where(rows, x.sub(mean), 0);
  }
}
