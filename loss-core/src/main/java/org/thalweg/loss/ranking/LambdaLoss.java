package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
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
 * The bounds of NDCG of the LambdaLoss framework: the logistic loss of pairs, weighted by gains G,
 * which are those of the ideal order divided by its DCG, and discounts D of places.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. A value
 * is the sum over the pairs of a list; lists without pairs of different relevance do not count.
 * Pairs are those of which one item is more relevant, but all for NDCG_1. The weights are constant
 * but for jumps. Logarithms are natural, where the source has those to base 2. The gain of an item
 * is {@code 2^t - 1}, or t if gains are not exponential, and a place r discounts by {@code log2(1 +
 * r)}; only the first k places count, all if k is 0. Ties of scores are in order of position. Wang
 * et al., "The LambdaLoss framework for ranking metric optimization", 2018.
 *
 * @param weighting what pairs are weighted by
 * @param k how many of the first places count, 0 for all
 * @param sigma the steepness in differences of scores, above 0
 * @param mu the share of NDCG_2 in NDCG_2PP, 0 or more
 * @param exponentialGain whether the gain of a relevance t is {@code 2^t - 1}, not t
 */
@Named("lambda-loss")
@Doc("A bound of NDCG: pairs in the wrong order, weighted by gains and places.")
@LossCard(
    family = Family.RANKING,
    formula = "sum_(t_i > t_j) w_(i j) softplus(sigma (p_j - p_i))",
    traits = {Trait.ROBUST},
    use = "As lambda-rank; its second bound is tighter and often a little better.",
    tasks = {Task.RANKING},
    paper = "Wang et al. 2018, doi:10.1145/3269206.3271784")
public record LambdaLoss(
    @Default("ndcg-2pp") @Doc("What pairs are weighted by.") Weighting weighting,
    @Default("0") @Doc("How many of the first places count; 0 for all.") int k,
    @Default("1.0") @Doc("The steepness in differences of scores.") double sigma,
    @Default("10.0") @Doc("The share of NDCG_2 in NDCG_2PP.") double mu,
    @Default("true") @Doc("Whether a gain is 2^t - 1, not t.") boolean exponentialGain)
    implements RowwiseLoss {
  /** What a pair is weighted by. */
  public enum Weighting {
    /** {@code G_i / D_i}: a coarse bound, of all pairs. */
    NDCG_1,
    /** {@code |G_i - G_j| |1 / D_d - 1 / D_(d + 1)|} for places d apart: a tight bound. */
    NDCG_2,
    /**
     * {@code |G_i - G_j|} times that of NDCG_2 by mu, and {@code |1 / D_i - 1 / D_j|} of
     * LambdaRank.
     */
    NDCG_2PP
  }

  /** Requires a k of 0 or more, a positive sigma, and a mu of 0 or more. */
  public LambdaLoss {
    require(k >= 0, "k must be 0 or more, was %s", k);
    requirePositive(sigma, "sigma");
    requireNonNegative(mu, "mu");
  }

  /**
   * Makes the loss of NDCG_2PP over all places, with a sigma of 1, a mu of 10 and exponential
   * gains.
   */
  public LambdaLoss() {
    this(Weighting.NDCG_2PP, 0, 1, 10, true);
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Pairs.exist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor gain = Items.gains(target, exponentialGain);
    Tensor share = gain.div(Items.ideal(gain, k).unsqueeze(-1));
    Tensor place = Items.places(prediction, there);
    Tensor discount = Items.discounts(place, k, prediction);
    if (weighting == Weighting.NDCG_1) {
      Tensor all = Pairs.of(there).and(Pairs.apart(target));
      Tensor weight = share.mul(discount).unsqueeze(-1);
      Tensor cost = Pairs.differences(where(there, prediction, 0)).mul(-sigma).softplus();
      return where(all, cost.mul(weight), 0).sum(-1, -2);
    }
    Tensor gap = Pairs.differences(place).abs();
    Tensor near = Items.discounts(gap.maximum(1), 0, prediction);
    Tensor far = Items.discounts(gap.maximum(1).add(1), 0, prediction);
    Tensor first = place.unsqueeze(-1).minimum(place.unsqueeze(-2));
    Tensor bound = k == 0 ? near.sub(far) : where(first.le((double) k), near.sub(far), 0);
    Tensor factor =
        weighting == Weighting.NDCG_2
            ? bound
            : Pairs.differences(discount).abs().add(bound.mul(mu));
    return Pairs.logistic(prediction, target, sigma, Pairs.differences(share).abs().mul(factor));
  }
}
