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
 * ListNet: the cross-entropy of the probabilities to be first, {@code -sum_i softmax(t)_i log
 * softmax(p)_i}.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. Lists
 * without items do not count. Cao et al., "Learning to rank: from pairwise approach to listwise
 * approach", 2007.
 */
@Named("listnet")
@Doc("The cross-entropy of which item is first, by relevance and by scores.")
@LossCard(
    family = Family.RANKING,
    formula = "-sum_i softmax(t)_i log softmax(p)_i",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    use =
        "Graded relevances on a scale of about one unit; cheap, and linear in the length of lists.",
    tasks = {Task.RANKING},
    paper = "Cao et al. 2007, doi:10.1145/1273496.1273513")
public record ListNet() implements RowwiseLoss {
  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Items.crossEntropy(prediction, target, Items.only(target, target).softmax(-1));
  }
}
