package org.thalweg.nn.init;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Spread evenly over [low, high).
 *
 * @param low the lower end
 * @param high the upper end, above low
 */
@Named("uniform")
@Doc("Spread evenly over an interval.")
public record Uniform(
    @Default("-0.05") @Doc("Lower end.") double low,
    @Default("0.05") @Doc("Upper end.") double high)
    implements Initializer {
  /** Checks the interval. */
  public Uniform {
    require(
        low < high && Double.isFinite(high - low),
        "uniform needs low < high, was %s and %s",
        low,
        high);
  }

  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    return Randoms.uniform(key, shape, dtype, low, high);
  }
}
