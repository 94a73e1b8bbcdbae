package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.requirePositive;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The share of pairs in the wrong order, counted softly: {@code sigmoid((p_j - p_i) / temperature)}
 * where item i is more relevant than item j.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. A value
 * is the mean over the pairs of a list, of which one item is more relevant than the other; lists
 * without such pairs do not count. With two grades of relevance it is one less a soft area under
 * the curve of the list.
 *
 * @param temperature what differences of scores are divided by, above 0; a small one comes close to
 *     counting
 */
@Named("pairwise-soft-zero-one")
@Doc("The share of pairs in the wrong order, softly counted.")
@LossCard(
    family = Family.RANKING,
    formula = "mean_(t_i > t_j) 1 / (1 + exp((p_i - p_j) / temperature))",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Ranking where some relevances are wrong, or the area under the curve is the metric.",
    tasks = {Task.RANKING},
    strengths = {Strength.LABEL_NOISE, Strength.OUTLIERS},
    paper = "Yan et al. 2003")
public record PairwiseSoftZeroOne(
    @Default("1.0") @Doc("What differences of scores are divided by.") double temperature)
    implements RowwiseLoss {
  /** Requires a positive temperature. */
  public PairwiseSoftZeroOne {
    requirePositive(temperature, "temperature");
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Pairs.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Pairs.mean(prediction, target, d -> d.div(-temperature).sigmoid());
  }
}
