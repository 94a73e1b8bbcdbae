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
 * A smooth form of Huber's loss, {@code delta^2 (sqrt(1 + (e / delta)^2) - 1)} with {@code e = p -
 * t}; with a factor, Charbonnier's.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. No digits are
 * lost near the target. Charbonnier et al., "Deterministic edge-preserving regularization in
 * computed imaging", 1997.
 *
 * @param delta the size of errors at which quadratic becomes linear, above 0, in the unit of the
 *     target
 */
@Named("pseudo-huber")
@Doc("Huber's loss without a seam.")
@LossCard(
    family = Family.ROBUST,
    formula = "delta^2 (sqrt(1 + (e/delta)^2) - 1)",
    traits = {
      Trait.CONVEX,
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    identities = "delta=1 = barron alpha=1",
    use =
        "Outliers among the targets, with a method that needs second derivatives, such as boosting or Newton's.",
    tasks = {Task.REGRESSION, Task.IMAGE},
    strengths = {Strength.OUTLIERS, Strength.HEAVY_TAILS, Strength.SMOOTHNESS},
    paper = "Charbonnier et al. 1997, doi:10.1109/83.551699")
public record PseudoHuber(@Default("1.0") @Doc("Where quadratic becomes linear.") double delta)
    implements PointwiseLoss {
  /** Requires a positive delta. */
  public PseudoHuber {
    requirePositive(delta, "delta");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target).div(delta);
    Tensor near = error.abs().le(1);
    Tensor square = where(near, error, 0).square();
    Tensor far = where(near, 1, error).abs();
    Tensor inverse = far.reciprocal();
    Tensor large = far.div(inverse.square().add(1).sqrt().add(inverse)); // the square may overflow
    return where(near, square.div(square.add(1).sqrt().add(1)), large).mul(delta * delta);
  }
}
