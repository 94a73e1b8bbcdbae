package org.thalweg.loss.multiclass;

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
 * The squared earth mover's distance of ordered classes: {@code sum_k (sum_{c <= k} (s_c -
 * q_c))^2}, where s is the softmax of p.
 *
 * <p>It is the ranked probability score. Predictions are any numbers of shape [N, C, d1, ...], or
 * [C] for one example; targets are class indices of shape [N, d1, ...], or a distribution of the
 * prediction's shape. Values have the prediction's shape without C. Hou, Yu and Samaras, "Squared
 * earth mover's distance-based loss for training deep neural networks", 2016.
 */
@Named("emd-squared")
@Doc("How far probability has to be moved between ordered classes, squared, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "sum_k (sum_(c <= k) (s_c - q_c))^2, s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    elicits = Functional.CLASS_SHARES,
    use = "For ordered classes, where being wrong by two is worse than by one.",
    tasks = Task.ORDINAL,
    strengths = Strength.UNEQUAL_COST,
    paper = "Hou et al. 2016, arXiv:1611.05916")
public record EmdSquared() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor moved = prediction.softmax(axis).sub(Classes.shares(prediction, target));
    return moved.cumsum(axis).square().sum(axis);
  }
}
