package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of several labels at once: {@code log(1 + sum_k exp(p_k)) + log(1 + sum_j
 * exp(-p_j))} over the labels k that an example lacks and the labels j that it has.
 *
 * <p>It is a {@link Lsep} with a label of score 0 between those that are there and those that are
 * not, so the sign of a score decides. Predictions are any numbers of shape [N, C], targets are
 * flags of that shape; values are [N]. Su et al., "ZLPR: a novel loss for multi-label
 * classification", 2022.
 */
@Named("zlpr")
@Doc("Labels that are there are to score above zero, and zero above those that are not.")
@LossCard(
    family = Family.BINARY,
    formula = "log(1 + sum_k exp(p_k)) + log(1 + sum_j exp(-p_j)), for j in T, k not in T",
    shape = "N C; N C -> N",
    target = Domain.FLAG,
    link = "sign",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "For very many labels of which an example has few: the many easy negatives do not drown the positives.",
    tasks = Task.MULTILABEL,
    strengths = {Strength.IMBALANCE, Strength.MANY_CLASSES},
    paper = "Su et al. 2022, arXiv:2208.02955")
public record Zlpr() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor missed = LabelSets.logSum(prediction.neg(), target).softplus();
    Tensor wrong = LabelSets.logSum(prediction, target.not()).softplus();
    return where(target.any(1), missed, 0).add(where(target.not().any(1), wrong, 0));
  }
}
