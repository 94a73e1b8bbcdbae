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
 * The square of the error beyond a tolerance, {@code max(0, |p - t| - epsilon)^2}.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too.
 *
 * @param epsilon the error that costs nothing, 0 or more, in the unit of the target
 */
@Named("squared-epsilon-insensitive")
@Doc("The squared error beyond a tolerance.")
@LossCard(
    family = Family.REGRESSION,
    formula = "max(0, |e| - epsilon)^2",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    identities = "epsilon=0 = mse",
    use = "As epsilon-insensitive, smooth, and harder on large errors.",
    tasks = Task.REGRESSION,
    strengths = Strength.SMOOTHNESS)
public record SquaredEpsilonInsensitive(
    @Default("0.1") @Doc("The error that costs nothing.") double epsilon) implements PointwiseLoss {
  /** Requires an epsilon of 0 or more. */
  public SquaredEpsilonInsensitive {
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.sub(target).abs().sub(epsilon).relu().square();
  }
}
