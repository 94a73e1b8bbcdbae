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

/**
 * ApproxMRR: the negative reciprocal place of the relevant items of a list, with places estimated
 * softly.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. The place
 * of an item is estimated as {@code 1 + sum_(j != i) sigmoid((p_j - p_i) / temperature)}.
 * Reciprocal places are averaged by relevance; values are from -1 to 0. Lists without an item of
 * relevance above 0 do not count. Qin et al., "A general approximation framework for direct
 * optimization of information retrieval measures", 2010.
 *
 * @param temperature how soft places are, above 0, in the unit of scores
 */
@Named("approx-mrr")
@Doc("The negative reciprocal place of relevant items, of soft places.")
@LossCard(
    family = Family.RANKING,
    formula =
        "-sum_i t_i / r_i / sum_i t_i where r_i = 1 + sum_(j != i) sigmoid((p_j - p_i) / temperature)",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Lists with one right item, whose place is what matters.",
    tasks = {Task.RANKING},
    paper = "Qin et al. 2010, doi:10.1007/s10791-009-9124-x")
public record ApproxMrr(
    @Default("0.1") @Doc("How soft places are, in the unit of scores.") double temperature)
    implements RowwiseLoss {
  /** Requires a positive temperature. */
  public ApproxMrr {
    requirePositive(temperature, "temperature");
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.relevantExist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor share = where(there, target, 0);
    Tensor sum = share.sum(-1);
    Tensor inverse = Items.softPlaces(prediction, there, temperature).reciprocal();
    return share.mul(inverse).sum(-1).div(where(sum.eq(0), 1, sum)).neg();
  }
}
