package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * XE-NDCG: the cross-entropy of {@code softmax(p)} and the share {@code (2^t_i - gamma) / sum_j
 * (2^t_j - gamma)} of each item, which bounds NDCG.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. Lists
 * whose shares are all 0 cost 0, and lists without items do not count. Bruch, "An alternative cross
 * entropy loss for learning-to-rank", 2021.
 *
 * @param gamma what is taken off each gain, from 0 to 1; the source draws it at random, half is its
 *     mean
 */
@Named("xe-ndcg")
@Doc("A cross-entropy that bounds NDCG.")
@LossCard(
    family = Family.RANKING,
    formula = "-sum_i q_i log softmax(p)_i where q_i = (2^(t_i) - gamma) / sum_j (2^(t_j) - gamma)",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "As listnet, closer to NDCG; as cheap.",
    tasks = {Task.RANKING},
    paper = "Bruch 2021, arXiv:1911.09798")
public record XeNdcg(@Default("0.5") @Doc("What is taken off each gain.") double gamma)
    implements RowwiseLoss {
  /** Requires a gamma from 0 to 1. */
  public XeNdcg {
    require(0 <= gamma && gamma <= 1, "gamma must lie between 0 and 1, was %s", gamma);
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor gain = where(there, Items.gains(target, true).add(1 - gamma), 0);
    Tensor sum = gain.sumKeep(-1);
    return Items.crossEntropy(prediction, target, gain.div(where(sum.eq(0), 1, sum)));
  }
}
