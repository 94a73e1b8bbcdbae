package org.thalweg.loss.robust;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

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
 * Geman and McClure's loss, {@code 2 e^2 / (e^2 + 4 c^2)} with {@code e = p - t} and the scale c;
 * it is below 2.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Geman and
 * McClure, "Bayesian image analysis: an application to single photon emission tomography", 1985; in
 * this form alpha = -2 of Barron, "A general and adaptive robust loss function", 2019.
 *
 * @param scale the size of errors that count as large, above 0, in the unit of the target
 */
@Named("geman-mcclure")
@Doc("Bounded: large errors hardly pull.")
@LossCard(
    family = Family.ROBUST,
    formula = "2 e^2 / (e^2 + 4 scale^2)",
    traits = {
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    identities = "scale=1 = barron alpha=-2",
    use =
        "Gross outliers that should have no say, as in registration and pose estimation. Start near a good solution.",
    tasks = Task.REGRESSION,
    strengths = {
      Strength.OUTLIERS,
      Strength.HEAVY_TAILS,
      Strength.LABEL_NOISE,
      Strength.SMOOTHNESS
    },
    paper = "Barron 2019, arXiv:1701.03077")
public record GemanMcClure(
    @Default("1.0") @Doc("The size of errors that count as large.") double scale)
    implements PointwiseLoss {
  /** Requires a positive scale. */
  public GemanMcClure {
    requirePositive(scale, "scale");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor square = prediction.sub(target).div(2 * scale).square();
    Tensor far = square.gt(1);
    Tensor near = where(far, 0, square);
    Tensor inverse =
        where(far, square, 1).reciprocal(); // two forms, for the digits of the gradient
    return where(far, inverse.add(1).rdiv(2), near.mul(2).div(near.add(1)));
  }
}
