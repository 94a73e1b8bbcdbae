package org.thalweg.loss.regression;

import static org.thalweg.api.Checks.requirePositive;

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
 * One less the cosine of the error as an angle, {@code 1 - cos(2 pi (p - t) / period)}, from 0 to
 * 2.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Errors of whole
 * periods cost nothing, and an error of half a period has a gradient of 0.
 *
 * @param period the length of a whole turn, above 0, in the unit of the target
 */
@Named("periodic")
@Doc("The distance of two angles.")
@LossCard(
    family = Family.REGRESSION,
    formula = "1 - cos(2 pi e / period)",
    traits = {
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    use = "Angles, times of day, days of the year: targets that wrap around.",
    tasks = Task.REGRESSION,
    strengths = {Strength.OUTLIERS, Strength.SMOOTHNESS})
public record Periodic(@Default("1.0") @Doc("The length of a turn.") double period)
    implements PointwiseLoss {
  /** Requires a positive period. */
  public Periodic {
    requirePositive(period, "period");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.sub(target).mul(Math.PI / period).sin().square().mul(2);
  }
}
