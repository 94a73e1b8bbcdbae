package org.thalweg.loss.binary;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The hinge loss {@code max(0, 1 - t p)} of a score; its gradient at the hinge is 0.
 *
 * <p>Predictions are any numbers, targets are -1 and 1, in one shape, which the values have too.
 * Cortes and Vapnik, "Support-vector networks", 1995.
 */
@Named("hinge")
@Doc("How far a score is from the right side of the margin.")
@LossCard(
    family = Family.BINARY,
    formula = "max(0, 1 - t p)",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.CONVEX, Trait.ROBUST},
    elicits = Functional.MODE,
    paper = "Cortes and Vapnik 1995, doi:10.1007/BF00994018")
public record Hinge() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return target.mul(prediction).rsub(1).relu();
  }
}
