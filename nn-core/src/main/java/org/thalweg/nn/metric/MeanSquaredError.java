package org.thalweg.nn.metric;

import org.thalweg.api.tensor.Tensor;

/** The mean of (p - t)^2. */
public record MeanSquaredError() implements MeanMetric {
  @Override
  public String name() {
    return "mse";
  }

  @Override
  public Tensor values(Tensor prediction, Tensor target) {
    return Residuals.of(this, prediction, target).square();
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }
}
