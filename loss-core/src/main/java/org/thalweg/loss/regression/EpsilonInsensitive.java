package org.thalweg.loss.regression;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The absolute error beyond a tolerance, {@code max(0, |p - t| - epsilon)}; its gradient at both
 * kinks is 0.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Vapnik, "The
 * nature of statistical learning theory", 1995.
 *
 * @param epsilon the error that costs nothing, 0 or more, in the unit of the target
 */
@Named("epsilon-insensitive")
@Doc("The absolute error beyond a tolerance.")
@LossCard(
    family = Family.REGRESSION,
    formula = "max(0, |e| - epsilon)",
    traits = {Trait.CONVEX, Trait.ROBUST, Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    identities = "epsilon=0 = mae",
    use = "Errors below a tolerance are as good as none, as in support vector regression.",
    tasks = Task.REGRESSION,
    strengths = {Strength.OUTLIERS, Strength.HEAVY_TAILS},
    paper = "Vapnik 1995")
public record EpsilonInsensitive(
    @Default("0.1") @Doc("The error that costs nothing.") double epsilon) implements PointwiseLoss {
  /** Requires an epsilon of 0 or more. */
  public EpsilonInsensitive {
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.sub(target).abs().sub(epsilon).relu();
  }
}
