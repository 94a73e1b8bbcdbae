package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.requirePositive;
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
import org.thalweg.api.tensor.Tensors;

/**
 * The cross-entropy of the order of relevance and NeuralSort's relaxed permutation of the scores,
 * averaged over places.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. Ties of
 * relevance are in order of position; lists without items do not count. Grover et al., "Stochastic
 * optimization of sorting networks via continuous relaxations", 2019.
 *
 * @param temperature how soft the order is, above 0, in the unit of scores
 */
@Named("neural-sort-cross-entropy")
@Doc("The cross-entropy of which item has each place, in a relaxed order.")
@LossCard(
    family = Family.RANKING,
    formula = "-mean_i log neuralsort(p)_(i order_i)",
    traits = {Trait.ROBUST},
    use = "Sorting itself: the place of each item is to be right.",
    tasks = {Task.RANKING},
    paper = "Grover et al. 2019, arXiv:1903.08850")
public record NeuralSortCrossEntropy(
    @Default("1.0") @Doc("How soft the order is, in the unit of scores.") double temperature)
    implements RowwiseLoss {
  /** Requires a positive temperature. */
  public NeuralSortCrossEntropy {
    requirePositive(temperature, "temperature");
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor order = Items.order(target, there).unsqueeze(-1);
    Tensor logs = NeuralSort.log(prediction, there, temperature).takeAlong(order, -1).squeeze(-1);
    Tensor count = there.sum(-1).to(prediction.dtype());
    Tensor place = Tensors.arange(target.dim(-1), prediction.dtype());
    return where(place.lt(count.unsqueeze(-1)), logs, 0).sum(-1).div(count.maximum(1)).neg();
  }
}
