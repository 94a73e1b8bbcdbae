package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.tensor.Tensor;

/**
 * Updates after which each element lies in an interval, within rounding; the last part of a chain.
 *
 * @param low the least value
 * @param high the largest value, {@code low} or more
 * @param match patterns of the names of parameters that this holds for
 */
@Named("keep-in-box")
@Doc("Updates after which each element lies in an interval.")
public record KeepInBox(
    @Default("-1.0") @Doc("The least value.") double low,
    @Default("1.0") @Doc("The largest value.") double high,
    @Default("*") @Doc("Patterns of names of parameters, separated by commas.") String match)
    implements Projection {
  /** Requires numbers in their ranges, and a pattern. */
  public KeepInBox {
    require(high >= low, "high must be at least low, %s, was %s", low, high);
    Names.requirePatterns(match, "match");
  }

  @Override
  public Tensor project(Tensor point) {
    return point.clamp(low, high);
  }
}
