package org.thalweg.loss.regression;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The absolute error {@code |p - t|}; its gradient at 0 is 0.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Boscovich, "De
 * litteraria expeditione per pontificiam ditionem", 1757.
 */
@Named("mae")
@Doc("The absolute error.")
@LossCard(
    family = Family.REGRESSION,
    formula = "|e|",
    traits = {Trait.CONVEX, Trait.ROBUST, Trait.PROPER, Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    elicits = Functional.MEDIAN,
    paper = "Boscovich 1757")
public record Mae() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.sub(target).abs();
  }
}
