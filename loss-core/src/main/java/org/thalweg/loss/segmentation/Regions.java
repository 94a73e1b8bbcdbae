package org.thalweg.loss.segmentation;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * What is predicted and what is true of each pixel.
 *
 * @param shares predicted shares of the classes, [N, C, d1, ...]; 0 where a pixel does not count
 * @param truth true shares, of the same shape and 0 in the same places
 * @param logs logarithms of the predicted shares
 * @param known 1 where a pixel counts, [N, 1, d1, ...]
 */
record Regions(Tensor shares, Tensor truth, Tensor logs, Tensor known) {
  static Regions of(RegionLoss loss, Tensor logits, Tensor target) {
    DType type = logits.dtype();
    boolean exclusive = loss.activation() == ClassActivation.SOFTMAX;
    Tensor logs = exclusive ? logits.logSoftmax(1) : logits.logSigmoid();
    Tensor shares = exclusive ? logits.softmax(1) : logits.sigmoid();
    if (!ClassificationLoss.isIndices(target)) {
      Tensor known = Tensors.onesLike(logits.slice(1, 0, 1));
      return new Regions(shares, target, logs, known);
    }
    Tensor known = target.ge(0).unsqueeze(1);
    Tensor truth = ClassificationLoss.isLabel(logits, target).to(type);
    return new Regions(where(known, shares, 0), truth, logs, known.to(type));
  }

  /** Returns all classes, or all but the first, which is the background, if there are others. */
  Regions classes(boolean includeBackground) {
    long from = includeBackground || shares.dim(1) == 1 ? 0 : 1;
    long to = shares.dim(1);
    return new Regions(
        shares.slice(1, from, to), truth.slice(1, from, to), logs.slice(1, from, to), known);
  }

  /** Returns sums over the pixels, [N, C]. */
  static Tensor sum(Tensor x) {
    return x.flatten(2).sum(2);
  }

  /** Returns what is rightly claimed for each class. */
  Tensor hits() {
    return sum(shares.mul(truth));
  }

  /** Returns what is claimed for each class. */
  Tensor claimed() {
    return sum(shares);
  }

  /** Returns what each class has. */
  Tensor actual() {
    return sum(truth);
  }

  /** Returns the Tversky index of each class. */
  Tensor tversky(double alpha, double beta, double smooth) {
    Tensor hits = hits();
    Tensor wrong = claimed().sub(hits).mul(alpha).add(actual().sub(hits).mul(beta));
    return ratio(hits, hits.add(wrong), smooth);
  }

  /** Returns the mean over the pixels that count of values [N, C, d1, ...] summed over classes. */
  Tensor pixelMean(Tensor values) {
    Tensor count = sum(known).sum(1);
    return sum(values.mul(known)).sum(1).div(where(count.eq(0), 1, count));
  }

  /** Returns (x + smooth) / (y + smooth), and 1 where that is nothing over nothing. */
  static Tensor ratio(Tensor x, Tensor y, double smooth) {
    Tensor below = y.add(smooth);
    Tensor nothing = below.le(0);
    return where(nothing, 1, x.add(smooth).div(where(nothing, 1, below)));
  }
}
