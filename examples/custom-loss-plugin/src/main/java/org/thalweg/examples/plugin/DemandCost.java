package org.thalweg.examples.plugin;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * What a forecast of demand costs a shop, in money: {@code c (|e| - w/2)} where {@code |e| > w},
 * else {@code c e^2 / (2 w)}, with e = p - t, the unit cost c = {@code shortage} where e is below 0
 * and {@code surplus} elsewhere, and the width w = {@code noise sqrt(1 + t)}.
 *
 * <p>Costs grow with the units that are missing or left over, so one mad week moves little. Counts
 * vary by the root of their mean whatever the forecast; errors of that size are cheap. The target
 * is the demand, 0 or more; NaN where nobody knows it, on days without stock: those do not count.
 *
 * @param shortage the cost of a unit that is missing, above 0
 * @param surplus the cost of a unit that is left over, above 0
 * @param noise how many standard deviations of a count are noise, above 0
 */
@Named("demand-cost")
@Doc("What too little and too much on the shelf cost, beyond the noise of counts.")
@LossCard(
    family = Family.REGRESSION,
    formula = "c e^2 / (2 w) where |e| <= w, else c (|e| - w/2)",
    target = Domain.NON_NEGATIVE,
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST, Trait.ZERO_AT_TARGET},
    use = "For forecasts of demand that orders are made from.",
    tasks = {Task.REGRESSION, Task.COUNTS},
    strengths = {Strength.ASYMMETRIC_COST, Strength.OUTLIERS, Strength.VARYING_NOISE})
public record DemandCost(
    @Default("3.0") @Doc("The cost of a unit that is missing.") double shortage,
    @Default("1.0") @Doc("The cost of a unit that is left over.") double surplus,
    @Default("1.0") @Doc("How many standard deviations of a count are noise.") double noise)
    implements PointwiseLoss {
  /** Requires costs and noise above 0. */
  public DemandCost {
    requirePositive(shortage, "shortage");
    requirePositive(surplus, "surplus");
    requirePositive(noise, "noise");
  }

  @Override
  public Tensor loss(Tensor forecast, Tensor demand) {
    Tensor error = forecast.sub(demand);
    Tensor units = error.abs();
    Tensor width = demand.add(1).sqrt().mul(noise);
    Tensor beyondNoise =
        where(units.le(width), error.square().div(width.mul(2)), units.sub(width.mul(0.5)));
    return where(error.lt(0), beyondNoise.mul(shortage), beyondNoise.mul(surplus));
  }

  @Override
  public Tensor counts(Tensor forecast, Tensor demand) {
    return demand.isNaN().not();
  }
}
