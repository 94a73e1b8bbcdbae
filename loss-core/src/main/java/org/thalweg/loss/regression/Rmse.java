package org.thalweg.loss.regression;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The square root of the mean of squared errors, {@code sqrt(mean((p - t)^2))}.
 *
 * <p>Only a mean has the root; unreduced values and sums are those of squared errors. The gradient
 * at a mean of 0 is 0. Prediction and target are any numbers in one shape.
 */
@Named("rmse")
@Doc("The square root of the mean squared error.")
@LossCard(
    family = Family.REGRESSION,
    formula = "sqrt(mean(e^2))",
    traits = {Trait.CONVEX, Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    elicits = Functional.MEAN)
public record Rmse() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.sub(target).square();
  }

  @Override
  public Tensor finish(Tensor mean) {
    Tensor zero = mean.eq(0);
    return where(zero, 0, where(zero, 1, mean).sqrt());
  }
}
