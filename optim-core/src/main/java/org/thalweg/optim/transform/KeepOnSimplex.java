package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.tensor.Tensor;

/**
 * Updates after which the elements along the last axis are non-negative with a given sum: the
 * nearest such point, found by sorting. The last part of a chain.
 *
 * <p>Duchi et al., "Efficient projections onto the l1-ball for learning in high dimensions", 2008.
 *
 * @param sum the sum, above 0
 * @param match patterns of the names of parameters that this holds for
 */
@Named("keep-on-simplex")
@Doc("Updates after which rows are non-negative with a given sum.")
public record KeepOnSimplex(
    @Default("1.0") @Doc("The sum.") double sum,
    @Default("*") @Doc("Patterns of names of parameters, separated by commas.") String match)
    implements Projection {
  /** Requires numbers in their ranges, and a pattern. */
  public KeepOnSimplex {
    requirePositive(sum, "sum");
    Names.requirePatterns(match, "match");
  }

  @Override
  public Tensor project(Tensor point) {
    var _ = Projection.axis(point, -1);
    return Projection.simplex(point, sum);
  }
}
