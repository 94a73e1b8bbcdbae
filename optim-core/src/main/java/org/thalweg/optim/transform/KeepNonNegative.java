package org.thalweg.optim.transform;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.tensor.Tensor;

/**
 * Updates after which no element is negative. Optax's keep_params_nonnegative; the last part of a
 * chain.
 *
 * @param match patterns of the names of parameters that this holds for
 */
@Named("keep-non-negative")
@Doc("Updates after which no element is negative.")
public record KeepNonNegative(
    @Default("*") @Doc("Patterns of names of parameters, separated by commas.") String match)
    implements Projection {
  /** Requires numbers in their ranges, and a pattern. */
  public KeepNonNegative {
    Names.requirePatterns(match, "match");
  }

  @Override
  public Tensor project(Tensor point) {
    return point.relu();
  }
}
