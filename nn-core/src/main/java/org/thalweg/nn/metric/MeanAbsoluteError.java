package org.thalweg.nn.metric;

import org.thalweg.api.tensor.Tensor;

/** The mean of |p - t|. */
public record MeanAbsoluteError() implements MeanMetric {
  @Override
  public String name() {
    return "mae";
  }

  @Override
  public Tensor values(Tensor prediction, Tensor target) {
    return Residuals.of(this, prediction, target).abs();
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }
}
