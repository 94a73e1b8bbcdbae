package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The smooth pairwise loss of several labels: {@code log(1 + sum_{j, k} exp(p_k - p_j))} over the
 * labels j that an example has and the labels k that it lacks.
 *
 * <p>Predictions are any numbers of shape [N, C], targets are flags of that shape; values are [N].
 * Examples that have all labels or none give 0 and do not count. Pairs are not formed. Li, Song and
 * Luo, "Improving pairwise ranking for multi-label image classification", 2017.
 */
@Named("lsep")
@Doc("How far labels that are there fail to score above those that are not, smoothly.")
@LossCard(
    family = Family.BINARY,
    formula = "log(1 + sum_(j,k) exp(p_k - p_j)), for j in T, k not in T",
    shape = "N C; N C -> N",
    target = Domain.FLAG,
    link = "identity",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "For labels that are ranked by their scores.",
    tasks = {Task.MULTILABEL, Task.RANKING},
    strengths = Strength.SMOOTHNESS,
    paper = "Li et al. 2017, arXiv:1704.03135")
public record Lsep() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor counts(Tensor prediction, Tensor target) {
    return LabelSets.pairs(target.to(DType.BOOL)).gt(0);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor worst = LabelSets.logSum(prediction.neg(), target);
    Tensor sum = worst.add(LabelSets.logSum(prediction, target.not()));
    return where(LabelSets.pairs(target).gt(0), sum.softplus(), 0);
  }
}
