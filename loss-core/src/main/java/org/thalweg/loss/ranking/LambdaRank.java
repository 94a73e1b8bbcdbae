package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.require;
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
 * LambdaRank: the logistic loss of pairs, each weighted by how much NDCG would change if the two
 * items swapped places.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. A value
 * is the sum over the pairs of a list of which one item is more relevant than the other; lists
 * without such pairs do not count. The gain of an item is {@code 2^t - 1}, or t if gains are not
 * exponential, and a place r discounts by {@code log2(1 + r)}; only the first k places count, all
 * if k is 0. Ties of scores are in order of position. The weights are constant but for jumps, so
 * the gradient is the lambda of the source. Burges, "From RankNet to LambdaRank to LambdaMART",
 * 2010.
 *
 * @param k how many of the first places count, 0 for all
 * @param sigma the steepness in differences of scores, above 0
 * @param exponentialGain whether the gain of a relevance t is {@code 2^t - 1}, not t
 */
@Named("lambda-rank")
@Doc("Pairs in the wrong order, weighted by what their swap would change in NDCG.")
@LossCard(
    family = Family.RANKING,
    formula = "sum_(t_i > t_j) |dNDCG_(i j)| softplus(sigma (p_j - p_i))",
    traits = {Trait.ROBUST},
    use =
        "Search results and recommendations that are judged by NDCG; set k to the places that users see.",
    tasks = {Task.RANKING},
    paper = "Burges 2010, MSR-TR-2010-82")
public record LambdaRank(
    @Default("0") @Doc("How many of the first places count; 0 for all.") int k,
    @Default("1.0") @Doc("The steepness in differences of scores.") double sigma,
    @Default("true") @Doc("Whether a gain is 2^t - 1, not t.") boolean exponentialGain)
    implements RowwiseLoss {
  /** Requires a k of 0 or more and a positive sigma. */
  public LambdaRank {
    require(k >= 0, "k must be 0 or more, was %s", k);
    requirePositive(sigma, "sigma");
  }

  /** Makes the loss over all places, with a sigma of 1 and exponential gains. */
  public LambdaRank() {
    this(0, 1, true);
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Pairs.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor gain = Items.gains(target, exponentialGain);
    Tensor discount = Items.discounts(Items.places(prediction, there), k, prediction);
    Tensor change = Pairs.differences(gain).mul(Pairs.differences(discount)).abs();
    Tensor weight = change.div(Items.ideal(gain, k).unsqueeze(-1).unsqueeze(-1));
    return Pairs.logistic(prediction, target, sigma, weight);
  }
}
