package org.thalweg.nn.tune;

import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * A rate that grows by one factor from step to step: {@code low (high / low)^(k / (steps - 1))}
 * after k steps.
 *
 * @param low the rate of the first step, above 0
 * @param high the rate of the last step
 * @param steps the number of steps, 2 or more
 */
record Sweep(double low, double high, int steps) implements Schedule {
  @Override
  public Tensor at(Tensor step) {
    return step.mul(Math.log(high / low) / (steps - 1)).exp().mul(low);
  }

  /** Returns the rate of each step. */
  double[] rates() {
    return at(Tensors.arange(steps, DType.FLOAT64)).toDoubleArray();
  }

  /** Returns this times a factor. */
  Sweep times(double factor) {
    return new Sweep(low * factor, high * factor, steps);
  }
}
