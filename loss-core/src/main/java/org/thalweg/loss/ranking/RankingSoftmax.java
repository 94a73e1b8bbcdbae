package org.thalweg.loss.ranking;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The softmax loss of lists: {@code -sum_i t_i log softmax(p)_i}.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. The
 * relevances are weights and need no sum of 1. Lists without items do not count. As Optax's {@code
 * ranking_softmax_loss}. Bruch et al., "An analysis of the softmax cost function for learning to
 * rank", 2019.
 */
@Named("ranking-softmax")
@Doc("The cross-entropy of which item is first, weighted by relevance.")
@LossCard(
    family = Family.RANKING,
    formula = "-sum_i t_i log softmax(p)_i",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Clicks: lists of which one item, or a few, are relevant.",
    tasks = {Task.RANKING},
    paper = "Bruch et al. 2019, doi:10.1145/3341981.3344221")
public record RankingSoftmax() implements RowwiseLoss {
  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Items.crossEntropy(prediction, target, target);
  }
}
