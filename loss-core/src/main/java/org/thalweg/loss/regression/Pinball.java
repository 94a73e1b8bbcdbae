package org.thalweg.loss.regression;

import static org.thalweg.api.Checks.requireBetween;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The pinball loss, {@code q (t - p)} where the prediction is too low, {@code (1 - q) (p - t)}
 * where it is too high; its gradient at the target is 0.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Koenker and
 * Bassett, "Regression quantiles", 1978.
 *
 * @param quantile the share q of targets that should be below the prediction, between 0 and 1
 */
@Named("pinball")
@Doc("The loss whose best constant is a quantile.")
@LossCard(
    family = Family.REGRESSION,
    formula = "quantile (t - p) where p < t, else (1 - quantile) (p - t)",
    traits = {Trait.CONVEX, Trait.ROBUST, Trait.PROPER, Trait.ZERO_AT_TARGET},
    elicits = Functional.QUANTILE,
    identities = "quantile=0.5 = 0.5 mae",
    use =
        "A bound that a share of targets stays below; two of them make an interval. The quantile is the price of too little over the price of both.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {Strength.ASYMMETRIC_COST, Strength.HEAVY_TAILS, Strength.OUTLIERS},
    paper = "Koenker and Bassett 1978, doi:10.2307/1913643")
public record Pinball(
    @Default("0.5") @Doc("The share of targets below the prediction.") double quantile)
    implements PointwiseLoss {
  /** Requires a quantile between 0 and 1. */
  public Pinball {
    requireBetween(0, quantile, 1, "quantile");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    return error.relu().mul(1 - quantile).add(error.neg().relu().mul(quantile));
  }
}
