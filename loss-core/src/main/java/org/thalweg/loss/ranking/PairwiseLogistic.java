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
 * RankNet: the cross-entropy of the order of pairs, {@code softplus((p_j - p_i) / temperature)}
 * where item i is more relevant than item j.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. A value
 * is the mean over the pairs of a list, of which one item is more relevant than the other; lists
 * without such pairs do not count. Burges et al., "Learning to rank using gradient descent", 2005.
 *
 * @param temperature what differences of scores are divided by, above 0
 */
@Named("pairwise-logistic")
@Doc("How unlikely the order of each pair is, by the logistic function of their difference.")
@LossCard(
    family = Family.RANKING,
    formula = "mean_(t_i > t_j) softplus((p_j - p_i) / temperature)",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "The first choice where only the order of items matters, and every pair as much as another.",
    tasks = {Task.RANKING},
    paper = "Burges et al. 2005, doi:10.1145/1102351.1102363")
public record PairwiseLogistic(
    @Default("1.0") @Doc("What differences of scores are divided by.") double temperature)
    implements RowwiseLoss {
  /** Requires a positive temperature. */
  public PairwiseLogistic {
    requirePositive(temperature, "temperature");
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Pairs.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Pairs.mean(prediction, target, d -> d.div(-temperature).softplus());
  }
}
