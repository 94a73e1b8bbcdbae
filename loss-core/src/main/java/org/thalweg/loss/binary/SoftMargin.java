package org.thalweg.loss.binary;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The logistic loss {@code log(1 + exp(-t p))} of a score, without overflow.
 *
 * <p>Predictions are any numbers, targets are -1 and 1, in one shape, which the values have too. It
 * is {@link BceLogits} for targets -1 and 1.
 */
@Named("soft-margin")
@Doc("The cross-entropy of two classes that are called -1 and 1, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "softplus(-t p)",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    elicits = Functional.MODE,
    use = "As bce-logits, for labels of -1 and 1.",
    tasks = Task.BINARY,
    strengths = {Strength.CALIBRATION, Strength.SMOOTHNESS})
public record SoftMargin() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return target.mul(prediction).neg().softplus();
  }
}
