package org.thalweg.loss.regression;

import static org.thalweg.api.Checks.require;
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
 * Linear-exponential loss, {@code scale (exp(slope e) - slope e - 1)} with {@code e = p - t}: a
 * positive slope makes predictions that are too high cost exponentially, and those that are too low
 * linearly; a negative slope the reverse.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. No digits are
 * lost near the target. Varian, "A Bayesian approach to real estate assessment", 1975.
 *
 * @param slope how fast the steep side grows, not 0, in 1 over the unit of the target
 * @param scale the factor of all values, above 0
 */
@Named("linex")
@Doc("Exponential on one side, linear on the other.")
@LossCard(
    family = Family.REGRESSION,
    formula = "scale (exp(slope e) - slope e - 1)",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ZERO_AT_TARGET},
    reach = 600,
    use = "One direction of error is far worse than the other, such as a dose that is too high.",
    tasks = Task.REGRESSION,
    strengths = {Strength.ASYMMETRIC_COST, Strength.SMOOTHNESS},
    paper = "Varian 1975")
public record Linex(
    @Default("1.0") @Doc("How fast the steep side grows; its sign says which side that is.")
        double slope,
    @Default("1.0") @Doc("The factor of all values.") double scale)
    implements PointwiseLoss {
  /** Requires a slope other than 0 and a positive scale. */
  public Linex {
    require(slope != 0 && Double.isFinite(slope), "slope must be finite and not 0, was %s", slope);
    requirePositive(scale, "scale");
  }

  /** Makes the loss with the defaults. */
  public Linex() {
    this(1, 1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Exponentials.excess(prediction.sub(target).mul(slope)).mul(scale);
  }
}
