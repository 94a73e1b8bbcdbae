package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/**
 * Scaled exponential linear unit: 1.0507 elu(x) with alpha 1.6733, which keeps mean 0 and variance
 * 1.
 *
 * <p>Source: Klambauer et al., "Self-normalizing neural networks", 2017.
 */
@Named("selu")
@Doc("A scaled elu that keeps mean 0 and variance 1.")
public record Selu() implements Activation {
  private static final double ALPHA = 1.6732632423543772;
  private static final double SCALE = 1.0507009873554805;

  @Override
  public Tensor apply(Tensor x) {
    return new Elu(ALPHA).apply(x).mul(SCALE);
  }
}
