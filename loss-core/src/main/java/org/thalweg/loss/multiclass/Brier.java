package org.thalweg.loss.multiclass;

import static org.thalweg.api.tensor.Tensors.where;

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
 * The Brier score of classes, the squared error of probabilities: {@code sum_c (s_c - q_c)^2},
 * where s is the softmax of p.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C, and are 2 at most. Those of class indices keep all digits where the
 * prediction is sure and right: {@code 1 - s_t} is the sum of the other probabilities then. Brier,
 * "Verification of forecasts expressed in terms of probability", 1950.
 */
@Named("brier")
@Doc("The squared error of the probabilities of classes, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "sum_c (s_c - q_c)^2, s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    elicits = Functional.CLASS_SHARES,
    use =
        "For probabilities that are used as such, with some wrong labels: bounded, unlike cross-entropy.",
    tasks = Task.MULTICLASS,
    strengths = {Strength.CALIBRATION, Strength.LABEL_NOISE},
    paper = "Brier 1950")
public record Brier() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor share = prediction.softmax(axis);
    if (!ClassificationLoss.isIndices(target)) {
      return share.sub(target).square().sum(axis);
    }
    Tensor isLabel = ClassificationLoss.isLabel(prediction, target);
    Tensor others = where(isLabel, 0, share);
    Tensor hit = where(isLabel, share, 0).sum(axis);
    Tensor missed = where(hit.gt(0.5), others.sum(axis), hit.neg().add(1)); // both are 1 - hit
    return missed.square().add(others.square().sum(axis));
  }
}
