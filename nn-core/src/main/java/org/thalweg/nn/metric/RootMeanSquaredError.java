package org.thalweg.nn.metric;

import org.thalweg.api.tensor.Tensor;

/** The square root of the mean of (p - t)^2 over all examples. */
public record RootMeanSquaredError() implements MeanMetric {
  @Override
  public String name() {
    return "rmse";
  }

  @Override
  public Tensor values(Tensor prediction, Tensor target) {
    return Residuals.of(this, prediction, target).square();
  }

  @Override
  public double value(double[] measured) {
    return Math.sqrt(MeanMetric.super.value(measured));
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }
}
