package org.thalweg.loss.robust;

import static org.thalweg.api.tensor.Tensors.where;

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
 * The logarithm of the hyperbolic cosine of the error: near {@code e^2 / 2} for small errors, near
 * {@code |e| - log 2} for large ones.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Nothing
 * overflows, and no digits are lost near the target.
 */
@Named("log-cosh")
@Doc("The logarithm of the hyperbolic cosine of the error.")
@LossCard(
    family = Family.ROBUST,
    formula = "log(cosh(e))",
    traits = {
      Trait.CONVEX,
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    use =
        "As huber with a delta of 1, but smooth, and with nothing to choose; scale the targets first.",
    tasks = Task.REGRESSION,
    strengths = {Strength.OUTLIERS, Strength.HEAVY_TAILS, Strength.SMOOTHNESS})
public record LogCosh() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    Tensor size = error.abs();
    Tensor near = size.lt(0.75);
    Tensor small = where(near, error, 0).tanh().square().neg().log1p().mul(-0.5);
    return where(near, small, size.add(size.mul(-2).softplus()).sub(Math.log(2)));
  }
}
