package org.thalweg.loss.binary;

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
 * The savage loss {@code sigmoid(-t p)^2} of a score, which is bounded by 1.
 *
 * <p>Predictions are any numbers, targets are -1 and 1, in one shape, which the values have too. It
 * is the squared error of the probability {@code sigmoid(p)}. Masnadi-Shirazi and Vasconcelos, "On
 * the design of loss functions for classification", 2008, where the score is half of that here.
 */
@Named("savage")
@Doc("A bounded loss of a score, which gives up on what is far on the wrong side.")
@LossCard(
    family = Family.BINARY,
    formula = "sigmoid(-t p)^2",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "For noisy labels, after a warm start with soft-margin: its gradient vanishes far out on both sides.",
    tasks = Task.BINARY,
    strengths = {Strength.LABEL_NOISE, Strength.OUTLIERS},
    paper = "Masnadi-Shirazi and Vasconcelos 2008")
public record Savage() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return target.mul(prediction).neg().sigmoid().square();
  }
}
