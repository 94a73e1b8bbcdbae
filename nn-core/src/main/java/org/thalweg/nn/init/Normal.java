package org.thalweg.nn.init;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Normally distributed.
 *
 * @param mean the mean
 * @param std the standard deviation, 0 or more
 */
@Named("normal")
@Doc("Normally distributed.")
public record Normal(
    @Default("0.0") @Doc("Mean.") double mean,
    @Default("0.05") @Doc("Standard deviation.") double std)
    implements Initializer {
  /** Checks the deviation. */
  public Normal {
    requireNonNegative(std, "std");
  }

  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    return Randoms.normal(key, shape, dtype).mul(std).add(mean);
  }
}
