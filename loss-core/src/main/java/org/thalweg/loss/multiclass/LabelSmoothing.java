package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;

import java.util.stream.IntStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.tensor.Tensor;

/** Targets that are less sure: a share of each is spread over all classes. */
public final class LabelSmoothing {
  private LabelSmoothing() {}

  /**
   * Returns the distribution {@code (1 - share) q + share / C}.
   *
   * @param labels class indices of shape [N, d1, ...]
   * @param classes the number C of classes
   * @param share what is spread, from 0 to 1
   * @param dtype the type of the result, of shape [N, C, d1, ...]
   */
  public static Tensor ofLabels(Tensor labels, long classes, double share, DType dtype) {
    Tensor hot = labels.oneHot(classes, dtype);
    int[] order = IntStream.range(0, hot.rank()).toArray();
    for (int axis = hot.rank() - 1; axis > 1; axis--) {
      order[axis] = axis - 1;
    }
    if (hot.rank() > 1) {
      order[1] = hot.rank() - 1;
    }
    return ofShares(hot.permute(order), share);
  }

  /**
   * Returns the distribution {@code (1 - share) q + share / C}.
   *
   * @param shares a distribution of shape [N, C, d1, ...], or [C]
   * @param share what is spread, from 0 to 1
   */
  public static Tensor ofShares(Tensor shares, double share) {
    long classes = shares.dim(ClassificationLoss.classAxis(shares));
    return ofShares(shares, share, Tensor.full(Shape.of(classes), shares.dtype(), 1.0 / classes));
  }

  /**
   * Returns the distribution {@code (1 - share) q + share prior}.
   *
   * @param shares a distribution of shape [N, C, d1, ...], or [C]
   * @param share what is spread, from 0 to 1
   * @param prior what it is spread by, of shape [C]
   */
  public static Tensor ofShares(Tensor shares, double share, Tensor prior) {
    require(0 <= share && share <= 1, "share must lie between 0 and 1, was %s", share);
    return shares.mul(1 - share).add(Classes.column(prior, shares).mul(share));
  }
}
