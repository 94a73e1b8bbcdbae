package org.thalweg.loss.regression;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Half the squared error, {@code (p - t)^2 / 2}, whose gradient is the error itself.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too.
 */
@Named("half-squared-error")
@Doc("Half the squared error.")
@LossCard(
    family = Family.REGRESSION,
    formula = "e^2/2",
    traits = {
      Trait.CONVEX,
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.PROPER,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    elicits = Functional.MEAN,
    identities = "= 0.5 mse",
    use =
        "The squared error for those who count on a gradient equal to the error, as boosting and hand-derived updates do.",
    tasks = Task.REGRESSION,
    strengths = Strength.SMOOTHNESS)
public record HalfSquaredError() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.sub(target).square().mul(0.5);
  }
}
