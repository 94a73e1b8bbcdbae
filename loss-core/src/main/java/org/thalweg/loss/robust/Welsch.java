package org.thalweg.loss.robust;

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
import org.thalweg.loss.support.Exponentials;

/**
 * Welsch's loss, also called Leclerc's, {@code 1 - exp(-(e / c)^2 / 2)} with {@code e = p - t} and
 * the scale c.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Far out the
 * gradient is 0. Dennis and Welsch, "Techniques for nonlinear least squares and robust regression",
 * 1978; in this form alpha = -infinity of Barron, "A general and adaptive robust loss function",
 * 2019.
 *
 * @param scale the size of errors that count as large, above 0, in the unit of the target
 */
@Named("welsch")
@Doc("Bounded: large errors do not pull at all.")
@LossCard(
    family = Family.ROBUST,
    formula = "1 - exp(-(e/scale)^2/2)",
    traits = {
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    use =
        "Gross outliers that should have no say at all. Start near a good solution: far out there is no gradient.",
    tasks = Task.REGRESSION,
    strengths = {
      Strength.OUTLIERS,
      Strength.HEAVY_TAILS,
      Strength.LABEL_NOISE,
      Strength.SMOOTHNESS
    },
    paper = "Barron 2019, arXiv:1701.03077")
public record Welsch(@Default("1.0") @Doc("The size of errors that count as large.") double scale)
    implements PointwiseLoss {
  /** Requires a positive scale. */
  public Welsch {
    requirePositive(scale, "scale");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Exponentials.complement(prediction.sub(target).div(scale).square().mul(0.5));
  }
}
