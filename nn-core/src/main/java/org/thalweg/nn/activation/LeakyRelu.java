package org.thalweg.nn.activation;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/**
 * Leaky rectified linear unit: x above zero, slope x elsewhere.
 *
 * @param slope the slope below zero; 0 or more
 */
@Named("leaky-relu")
@Doc("x above zero, slope x below it.")
public record LeakyRelu(@Default("0.01") @Doc("Slope below zero.") double slope)
    implements Activation {
  /** Checks the slope. */
  public LeakyRelu {
    requireNonNegative(slope, "slope");
  }

  @Override
  public Tensor apply(Tensor x) {
    return where(x.gt(0), x, x.mul(slope));
  }
}
