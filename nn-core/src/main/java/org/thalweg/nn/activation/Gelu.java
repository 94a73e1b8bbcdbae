package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/**
 * Gaussian error linear unit, exact: x (1 + erf(x / sqrt(2))) / 2.
 *
 * <p>Source: Hendrycks and Gimpel, "Gaussian error linear units", 2016.
 */
@Named("gelu")
@Doc("x times the normal distribution function, by erf.")
public record Gelu() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.mul(x.mul(Math.sqrt(0.5)).erf().add(1)).mul(0.5);
  }
}
