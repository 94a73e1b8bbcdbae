package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared distance of the predicted shares of classes from the target's, {@code sum_c
 * (softmax(p)_c - q_c)^2}, from 0 to 2.
 *
 * <p>Predictions are logits of shape [N, C, d1, ...]; targets are class indices or a distribution
 * q. Values have the prediction's shape without C. Brier, "Verification of forecasts expressed in
 * terms of probability", 1950.
 */
@Named("brier")
@Doc("The squared error of class shares.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "sum_c (softmax(p)_c - q_c)^2",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    elicits = Functional.CLASS_SHARES,
    use =
        "Probabilities are used as such and some labels are wrong: no single example costs more than 2.",
    tasks = Task.MULTICLASS,
    strengths = {Strength.LABEL_NOISE, Strength.CALIBRATION},
    paper = "Brier 1950")
public record Brier() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor share = prediction.softmax(axis);
    return share
        .sub(
            ClassificationLoss.isIndices(target)
                ? ClassificationLoss.isLabel(prediction, target).to(share.dtype())
                : target)
        .square()
        .sum(axis);
  }
}
