package org.thalweg.loss.regression;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared error of logarithms, {@code (log(1 + p) - log(1 + t))^2}.
 *
 * <p>Prediction and target are above -1, in one shape, which the values have too. Nothing is
 * clipped, so the gradient pulls predictions below 0 up as well. The logarithm is that of the
 * larger over the smaller, so no digits are lost near the target.
 */
@Named("msle")
@Doc("The squared error of logarithms of one more.")
@LossCard(
    family = Family.REGRESSION,
    formula = "(log(1+p) - log(1+t))^2",
    prediction = Domain.ABOVE_MINUS_ONE,
    target = Domain.ABOVE_MINUS_ONE,
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    use =
        "Targets of very different size, zero included, where a factor matters and not a difference. It punishes too low more than too high.",
    tasks = {Task.REGRESSION, Task.AMOUNTS, Task.COUNTS},
    strengths = {Strength.RELATIVE_ERROR, Strength.SKEW})
public record Msle() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    Tensor low = error.lt(0);
    Tensor size = where(low, error.neg(), error);
    return size.div(where(low, prediction, target).add(1)).log1p().square();
  }
}
