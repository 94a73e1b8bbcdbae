package org.thalweg.loss.segmentation;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Images;

/** Means over the pixels of an image of losses of single pixels, [N]. */
final class PixelLosses {
  private PixelLosses() {}

  /** Returns the mean cross-entropy; of two classes, averaged over channels, for sigmoids. */
  static Tensor crossEntropy(RegionLoss loss, Tensor logits, Tensor target) {
    return focal(loss, logits, target, 0);
  }

  /** Returns the mean of cross-entropies times the power of what the right class lacks. */
  static Tensor focal(RegionLoss loss, Tensor logits, Tensor target, double gamma) {
    Regions all = Regions.of(loss, logits, target);
    Tensor right = all.truth().mul(all.logs());
    if (loss.activation() == ClassActivation.SOFTMAX) {
      return all.pixelMean(right.mul(Images.power(all.logs().expm1().neg(), gamma)).neg());
    }
    Tensor absent = all.truth().rsub(1).mul(logits.neg().logSigmoid());
    Tensor lack = Images.power(logits.neg().sigmoid(), gamma);
    Tensor excess = Images.power(logits.sigmoid(), gamma);
    Tensor each = right.mul(lack).add(absent.mul(excess));
    return all.pixelMean(each.neg()).mul(1.0 / logits.dim(1));
  }
}
