package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/**
 * Parts of losses on logits p of two classes with the target t. No terms of opposite signs and like
 * sizes are added.
 */
final class Logits {
  private Logits() {}

  /** Returns the cross-entropy {@code t softplus(-p) + (1 - t) softplus(p)}. */
  static Tensor crossEntropy(Tensor p, Tensor t) {
    Tensor less = less(p);
    return less.softplus().sub(share(p, t).mul(less));
  }

  /** Returns {@code |sigmoid(p) - t|}. */
  static Tensor distance(Tensor p, Tensor t) {
    return less(p).sigmoid().sub(share(p, t)).abs();
  }

  /** Returns how much is given to the wrong class: {@code t sigmoid(-p) + (1 - t) sigmoid(p)}. */
  static Tensor miss(Tensor p, Tensor t) {
    Tensor positive = t.gt(0.5);
    Tensor rest = where(positive, t.rsub(1), t);
    return rest.add(rest.mul(-2).add(1).mul(where(positive, p.neg(), p).sigmoid()));
  }

  /** Returns the logit of the less likely class: p or -p. */
  private static Tensor less(Tensor p) {
    return where(p.gt(0), p.neg(), p);
  }

  /** Returns the target's share of the less likely class: t or 1 - t. */
  private static Tensor share(Tensor p, Tensor t) {
    return where(p.gt(0), t.rsub(1), t);
  }
}
