package org.thalweg.nn.activation;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/**
 * Exponential linear unit: x above zero, alpha (exp(x) - 1) elsewhere.
 *
 * @param alpha minus the limit at minus infinity; positive
 */
@Named("elu")
@Doc("x above zero, alpha (exp(x) - 1) below it.")
public record Elu(@Default("1.0") @Doc("Minus the limit at minus infinity.") double alpha)
    implements Activation {
  /** Checks alpha. */
  public Elu {
    requirePositive(alpha, "alpha");
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor positive = x.gt(0);
    return where(positive, x, where(positive, 0, x).expm1().mul(alpha));
  }
}
