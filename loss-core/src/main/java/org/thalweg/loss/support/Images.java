package org.thalweg.loss.support;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Differences and windows along axes. */
public final class Images {
  private Images() {}

  /** Returns how much each element differs from the one before it along an axis. */
  public static Tensor differences(Tensor x, int axis) {
    long extent = x.dim(axis);
    return x.slice(axis, Math.min(1, extent), extent)
        .sub(x.slice(axis, 0, Math.max(0, extent - 1)));
  }

  /** Returns weighted sums over all windows along an axis that lie within it. */
  public static Tensor filter(Tensor x, int axis, double[] weights) {
    long count = x.dim(axis) - weights.length + 1;
    Tensor sum = x.slice(axis, 0, count).mul(weights[0]);
    for (int i = 1; i < weights.length; i++) {
      sum = sum.add(x.slice(axis, i, i + count).mul(weights[i]));
    }
    return sum;
  }

  /** Returns the means over all axes from one on; 0 over nothing. */
  public static Tensor mean(Tensor x, int axis) {
    Tensor flat = x.flatten(axis);
    return flat.sum(axis).mul(flat.dim(axis) == 0 ? 0 : 1.0 / flat.dim(axis));
  }

  /** Returns a power of numbers of 0 or more, whose gradient at 0 is 0. */
  public static Tensor power(Tensor x, double exponent) {
    if (exponent == 0) {
      return Tensors.onesLike(x);
    }
    Tensor none = x.le(0);
    return where(none, 0, where(none, 1, x).pow(exponent));
  }
}
