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
 * Normally distributed within two deviations of the mean, nothing outside. The standard deviation
 * of the result is 0.8796 times {@code std}, as in Keras and PyTorch.
 *
 * <p>By inversion: the quantile function of the normal distribution at numbers spread evenly over
 * the middle 95.45%. Source of the polynomial: Giles, "Approximating the erfinv function", 2012,
 * central branch, relative error 4e-7.
 *
 * @param mean the mean
 * @param std the standard deviation before truncation, 0 or more
 */
@Named("truncated-normal")
@Doc("Normally distributed, none further than two deviations from the mean.")
public record TruncatedNormal(
    @Default("0.0") @Doc("Mean.") double mean,
    @Default("0.05") @Doc("Standard deviation before truncation.") double std)
    implements Initializer {
  /** erf(2 / sqrt(2)): the share of the distribution within two deviations. */
  private static final double COVERED = 0.9544997361036416;

  private static final double[] ERFINV = {
    2.81022636e-08,
    3.43273939e-07,
    -3.5233877e-06,
    -4.39150654e-06,
    0.00021858087,
    -0.00125372503,
    -0.00417768164,
    0.246640727,
    1.50140941
  };

  /** Checks the deviation. */
  public TruncatedNormal {
    requireNonNegative(std, "std");
  }

  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    Tensor u = Randoms.uniform(key, shape, dtype, -COVERED, COVERED);
    Tensor w = u.neg().mul(u).log1p().neg().sub(2.5);
    Tensor series = Tensor.full(shape, dtype, ERFINV[0]);
    for (int i = 1; i < ERFINV.length; i++) {
      series = series.mul(w).add(ERFINV[i]);
    }
    return series.mul(u).mul(Math.sqrt(2) * std).add(mean).clamp(mean - 2 * std, mean + 2 * std);
  }
}
