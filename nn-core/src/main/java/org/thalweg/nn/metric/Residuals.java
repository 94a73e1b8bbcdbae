package org.thalweg.nn.metric;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/** Differences of predictions and targets, which have one shape. */
final class Residuals {
  private Residuals() {}

  /** Returns prediction minus target as float64. */
  static Tensor of(Metric metric, Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new ThalwegException(
          "%s: the prediction is %s, the target is %s; give both one shape"
              .formatted(metric.name(), prediction.spec(), target.spec()));
    }
    return prediction.to(DType.FLOAT64).sub(target.to(DType.FLOAT64));
  }
}
