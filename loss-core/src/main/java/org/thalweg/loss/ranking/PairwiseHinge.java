package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.requirePositive;

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
 * The hinge loss of pairs: {@code max(0, margin - (p_i - p_j))} where item i is more relevant than
 * item j; the gradient at the hinge is 0.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. A value
 * is the mean over the pairs of a list, of which one item is more relevant than the other; lists
 * without such pairs do not count. Herbrich et al., "Large margin rank boundaries for ordinal
 * regression", 2000.
 *
 * @param margin by how much the score of the more relevant item should exceed the other, above 0
 */
@Named("pairwise-hinge")
@Doc("How far pairs of scores are from the right order by a margin.")
@LossCard(
    family = Family.RANKING,
    formula = "mean_(t_i > t_j) max(0, margin - (p_i - p_j))",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "Ranking in which pairs that are clearly in order should no longer matter.",
    tasks = {Task.RANKING},
    paper = "Herbrich et al. 2000")
public record PairwiseHinge(
    @Default("1.0") @Doc("By how much the more relevant score should exceed the other.")
        double margin)
    implements RowwiseLoss {
  /** Requires a positive margin. */
  public PairwiseHinge {
    requirePositive(margin, "margin");
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Pairs.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Pairs.mean(prediction, target, d -> d.rsub(margin).relu());
  }
}
