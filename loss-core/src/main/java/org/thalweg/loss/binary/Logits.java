package org.thalweg.loss.binary;

import org.thalweg.api.tensor.Tensor;

/** Parts of losses on logits p of two classes; no terms cancel where the target t is 0 or 1. */
final class Logits {
  private Logits() {}

  /** Returns the cross-entropy {@code t softplus(-p) + (1 - t) softplus(p)}. */
  static Tensor crossEntropy(Tensor p, Tensor t) {
    return t.mul(p.neg().softplus()).add(t.rsub(1).mul(p.softplus()));
  }

  /** Returns how much is given to the wrong class: {@code t sigmoid(-p) + (1 - t) sigmoid(p)}. */
  static Tensor miss(Tensor p, Tensor t) {
    return t.mul(p.neg().sigmoid()).add(t.rsub(1).mul(p.sigmoid()));
  }

  /** Returns {@code sigmoid(p) - t}. */
  static Tensor error(Tensor p, Tensor t) {
    return t.rsub(1).mul(p.sigmoid()).sub(t.mul(p.neg().sigmoid()));
  }
}
