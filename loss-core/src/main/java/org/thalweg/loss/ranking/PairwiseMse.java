package org.thalweg.loss.ranking;

import static org.thalweg.api.tensor.Tensors.where;

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
 * The squared error of differences: {@code ((p_i - p_j) - (t_i - t_j))^2}.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. A value
 * is the mean over all pairs of a list, those of equal relevance too; lists of fewer than two items
 * do not count. A number added to all scores changes nothing.
 */
@Named("pairwise-mse")
@Doc("How far differences of scores are from differences of relevance, squared.")
@LossCard(
    family = Family.RANKING,
    formula = "mean_(i < j) ((p_i - p_j) - (t_i - t_j))^2",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ZERO_AT_TARGET},
    use = "Ranking where the distances of relevance matter, and their level does not.",
    tasks = {Task.RANKING},
    paper = "Pobrotyn et al. 2020, arXiv:2005.10084")
public record PairwiseMse() implements RowwiseLoss {
  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Pairs.any(Pairs.of(Items.valid(target)).and(Pairs.apart(target)));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor pairs = Pairs.of(there).and(Pairs.apart(target));
    Tensor error = Pairs.differences(where(there, prediction.sub(target), 0));
    return Pairs.mean(error.square(), pairs);
  }
}
