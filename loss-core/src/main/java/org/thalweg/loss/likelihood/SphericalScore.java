package org.thalweg.loss.likelihood;

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
 * One less the spherical score, {@code 1 - sum_c q_c s_c / |s|} with the predicted shares s, from 0
 * to 1.
 *
 * <p>Predictions are logits of shape [N, C, d1, ...]; targets are class indices or a distribution
 * q. Values have the prediction's shape without C. Nothing underflows: exponents are added as
 * logarithms. Good, "Measuring information and uncertainty", 1971.
 */
@Named("spherical-score")
@Doc("One less the cosine-like score of class shares.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "1 - softmax(p)_t/norm(softmax(p))",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    elicits = Functional.CLASS_SHARES,
    use = "As brier; it looks at the ratio of shares more than at their size.",
    tasks = Task.MULTICLASS,
    strengths = {Strength.LABEL_NOISE, Strength.CALIBRATION})
public record SphericalScore() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor direction = prediction.sub(prediction.mul(2).logSumExpKeep(axis).mul(0.5)).exp();
    Tensor hit =
        ClassificationLoss.isIndices(target)
            ? where(ClassificationLoss.isLabel(prediction, target), direction, 0)
            : direction.mul(target);
    return hit.sum(axis).rsub(1);
  }
}
