package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The pairwise exponential loss of several labels: {@code mean_{j, k} exp(p_k - p_j)} over the
 * labels j that an example has and the labels k that it lacks.
 *
 * <p>Predictions are any numbers of shape [N, C], targets are flags of that shape; values are [N].
 * Examples that have all labels or none give 0 and do not count. The mean is a product of two sums,
 * so pairs are not formed. Zhang and Zhou, "Multilabel neural networks with applications to
 * functional genomics and text categorization", 2006.
 */
@Named("bp-mll")
@Doc("How far labels that are there fail to score above those that are not, exponentially.")
@LossCard(
    family = Family.BINARY,
    formula = "mean_(j,k) exp(p_k - p_j), for j in T, k not in T",
    shape = "N C; N C -> N",
    target = Domain.FLAG,
    link = "identity",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    reach = 300,
    use =
        "For labels that are ranked by their scores, on bounded scores and clean labels; lsep does not explode.",
    tasks = {Task.MULTILABEL, Task.RANKING},
    paper = "Zhang and Zhou 2006, doi:10.1109/TKDE.2006.162")
public record BpMll() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor counts(Tensor prediction, Tensor target) {
    return LabelSets.pairs(target.to(DType.BOOL)).gt(0);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor pairs = LabelSets.pairs(target).to(prediction.dtype());
    Tensor worst = LabelSets.logSum(prediction.neg(), target);
    Tensor sum = worst.add(LabelSets.logSum(prediction, target.not()));
    return where(pairs.gt(0), sum.sub(pairs.maximum(1).log()).exp(), 0);
  }
}
