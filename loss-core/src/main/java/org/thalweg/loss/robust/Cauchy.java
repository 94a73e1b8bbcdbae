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
 * The logarithm of a Cauchy density, {@code log(1 + (e / c)^2 / 2)} with {@code e = p - t} and the
 * scale c; also called Lorentzian.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Large errors
 * pull less the larger they are; it is not convex. Barron, "A general and adaptive robust loss
 * function", 2019, has it as alpha = 0.
 *
 * @param scale the size of errors that count as large, above 0, in the unit of the target
 */
@Named("cauchy")
@Doc("Logarithmic for large errors.")
@LossCard(
    family = Family.ROBUST,
    formula = "log(1 + (e/scale)^2/2)",
    traits = {
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    identities = "scale=1 = barron alpha=0",
    use =
        "Heavy tails and gross outliers. Start near a good solution, or anneal the scale: it has several local minima.",
    tasks = Task.REGRESSION,
    strengths = {
      Strength.OUTLIERS,
      Strength.HEAVY_TAILS,
      Strength.LABEL_NOISE,
      Strength.SMOOTHNESS
    },
    paper = "Barron 2019, arXiv:1701.03077")
public record Cauchy(@Default("1.0") @Doc("The size of errors that count as large.") double scale)
    implements PointwiseLoss {
  /** Requires a positive scale. */
  public Cauchy {
    requirePositive(scale, "scale");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Exponentials.logOnePlusSquare(prediction.sub(target).div(scale * Math.sqrt(2)));
  }
}
