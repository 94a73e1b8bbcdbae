package org.thalweg.loss.distillation;

import static org.thalweg.api.tensor.Tensors.eye;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/** The pairs and triples of a batch. */
final class Relations {
  private Relations() {}

  /** Returns which pairs [N, N] are of two examples that count. */
  static Tensor pairs(Tensor counted) {
    Tensor both = counted.unsqueeze(1).and(counted.unsqueeze(0));
    return both.and(eye(counted.dim(0), DType.BOOL).not());
  }

  /** Returns which triples [N, N, N] are of three examples that count. */
  static Tensor triples(Tensor counted) {
    Tensor pairs = pairs(counted);
    return pairs.unsqueeze(0).and(pairs.unsqueeze(1)).and(pairs.unsqueeze(2));
  }

  /** Returns the mean of what is allowed; 0 if nothing is. */
  static Tensor mean(Tensor x, Tensor allowed) {
    return where(allowed, x, 0).sum().div(allowed.to(x.dtype()).sum().maximum(1));
  }
}
