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
 * The squared error {@code (p - t)^2}, not halved.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Legendre,
 * "Nouvelles methodes pour la determination des orbites des cometes", 1805.
 */
@Named("mse")
@Doc("The squared error.")
@LossCard(
    family = Family.REGRESSION,
    formula = "e^2",
    traits = {
      Trait.CONVEX,
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.PROPER,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    elicits = Functional.MEAN,
    paper = "Legendre 1805")
public record Mse() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.sub(target).square();
  }
}
