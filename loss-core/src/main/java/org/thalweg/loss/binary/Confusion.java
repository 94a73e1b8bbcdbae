package org.thalweg.loss.binary;

import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;

/**
 * The shares of a batch that are rightly and wrongly yes and no, for logits in place of decisions.
 *
 * @param hit predicted yes, which is right
 * @param alarm predicted yes, which is wrong
 * @param miss predicted no, which is wrong
 * @param calm predicted no, which is right
 */
record Confusion(Tensor hit, Tensor alarm, Tensor miss, Tensor calm) {
  /** Returns the shares of those that count; 0 if none do. */
  static Confusion of(Loss<?, ?> loss, Tensor p, Tensor t, Tensor counted) {
    Tensor rows = Losses.extend(loss, counted, p.shape());
    Tensor each = rows.to(p.dtype()).div(rows.sum().to(p.dtype()).maximum(1));
    Tensor yes = each.mul(p.sigmoid());
    Tensor no = each.mul(p.neg().sigmoid());
    return new Confusion(
        yes.mul(t).sum(), yes.mul(t.rsub(1)).sum(), no.mul(t).sum(), no.mul(t.rsub(1)).sum());
  }
}
