package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/**
 * x tanh(log(1 + exp(x))).
 *
 * <p>Source: Misra, "Mish: a self regularized non-monotonic activation function", 2019.
 */
@Named("mish")
@Doc("x tanh(softplus(x)).")
public record Mish() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.mul(x.softplus().tanh());
  }
}
