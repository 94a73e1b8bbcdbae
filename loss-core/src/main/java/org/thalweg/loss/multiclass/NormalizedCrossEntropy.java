package org.thalweg.loss.multiclass;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of a class over the sum of those of all classes: {@code log s_t / sum_c log
 * s_c}, where s is the softmax of p.
 *
 * <p>Values are from 0 to 1. Predictions are any numbers of shape [N, C, d1, ...], or [C] for one
 * example; targets are class indices of shape [N, d1, ...], or a distribution of the prediction's
 * shape. Values have the prediction's shape without C; with one class they are 0. Ma et al.,
 * "Normalized loss functions for deep learning with noisy labels", 2020.
 */
@Named("normalized-cross-entropy")
@Doc("A cross-entropy of classes as a share of that of all of them, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "log(s_t)/(sum_c log(s_c)), s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "For wrong labels, as a sum with softmax-mae or symmetric-cross-entropy: alone it learns slowly.",
    tasks = Task.MULTICLASS,
    strengths = Strength.LABEL_NOISE,
    paper = "Ma et al. 2020, arXiv:2006.13554")
public record NormalizedCrossEntropy() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = Classes.logShares(prediction);
    Tensor all = log.sum(ClassificationLoss.classAxis(prediction));
    return Classes.ofTarget(log, target).div(where(all.eq(0), -1, all));
  }
}
