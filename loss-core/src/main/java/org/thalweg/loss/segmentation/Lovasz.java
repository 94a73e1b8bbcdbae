package org.thalweg.loss.segmentation;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/** The Lovasz extension of the Jaccard loss. Berman et al., "The Lovasz-Softmax loss", 2018. */
final class Lovasz {
  private Lovasz() {}

  /**
   * Returns the extension at errors along the last axis. Errors below 0 count as none.
   *
   * @param errors how wrong each pixel is
   * @param truth 1 for pixels of the class, else 0
   */
  static Tensor extension(Tensor errors, Tensor truth) {
    Tensor order = errors.argsort(-1, true);
    Tensor sorted = errors.takeAlong(order, -1).relu();
    Tensor inside = truth.takeAlong(order, -1);
    Tensor size = truth.sumKeep(-1);
    Tensor left = size.sub(inside.cumsum(-1));
    Tensor union = size.add(inside.rsub(1).cumsum(-1));
    // how much the loss rises with one more wrong pixel: one missed, or one too many
    Tensor first = union.le(1);
    Tensor more = left.div(union.mul(where(first, 1, union.sub(1))));
    Tensor rise = where(inside.gt(0), union.reciprocal(), where(first, 1, more));
    return sorted.mul(rise).sum(-1);
  }
}
