package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.tensor.Tensor;

/**
 * Updates after which the sum of absolute values along the last axis is at most so large; small
 * elements become zero. The last part of a chain.
 *
 * <p>Duchi et al., "Efficient projections onto the l1-ball for learning in high dimensions", 2008.
 *
 * @param radius the largest sum of absolute values, above 0
 * @param match patterns of the names of parameters that this holds for
 */
@Named("keep-in-l1-ball")
@Doc("Updates after which rows have a largest sum of absolute values.")
public record KeepInL1Ball(
    @Default("1.0") @Doc("The largest sum of absolute values.") double radius,
    @Default("*") @Doc("Patterns of names of parameters, separated by commas.") String match)
    implements Projection {
  /** Requires numbers in their ranges, and a pattern. */
  public KeepInL1Ball {
    requirePositive(radius, "radius");
    Names.requirePatterns(match, "match");
  }

  @Override
  public Tensor project(Tensor point) {
    Tensor size = point.abs();
    Tensor sum = size.sumKeep(Projection.axis(point, -1));
    Tensor shortened = Projection.simplex(size, radius).mul(point.sign());
    return where(sum.gt(radius), shortened, point);
  }
}
