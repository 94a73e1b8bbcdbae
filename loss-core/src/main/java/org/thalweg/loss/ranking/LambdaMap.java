package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The logistic loss of pairs of a relevant and an irrelevant item, each weighted by how much
 * average precision would change if the two swapped places.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. Any
 * relevance above 0 is relevant, 0 is not. A value is the sum over the pairs of a list; lists
 * without such pairs do not count. Ties of scores are in order of position. The weights are
 * constant but for jumps. Donmez et al., "On the local optimality of LambdaRank", 2009.
 *
 * @param sigma the steepness in differences of scores, above 0
 */
@Named("lambda-map")
@Doc("Pairs in the wrong order, weighted by what their swap would change in average precision.")
@LossCard(
    family = Family.RANKING,
    formula = "sum_(t_i > 0 = t_j) |dAP_(i j)| softplus(sigma (p_j - p_i))",
    traits = {Trait.ROBUST},
    use = "Lists of relevant and irrelevant items that are judged by mean average precision.",
    tasks = {Task.RANKING},
    paper = "Donmez et al. 2009")
public record LambdaMap(
    @Default("1.0") @Doc("The steepness in differences of scores.") double sigma)
    implements RowwiseLoss {
  /** Requires a positive sigma. */
  public LambdaMap {
    requirePositive(sigma, "sigma");
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Pairs.any(Pairs.ordered(where(Items.valid(target), target.gt(0).to(DType.INT32), -1)));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor relevant = target.gt(0).to(prediction.dtype());
    Tensor place = Items.places(prediction, there);
    // at each item: how many relevant ones are no later, and the sum of the inverses of their
    // places
    Tensor before = Pairs.differences(place).ge(0).to(prediction.dtype());
    Tensor hits = before.mul(relevant.unsqueeze(-2)).sum(-1);
    Tensor sums = before.mul(relevant.div(place).unsqueeze(-2)).sum(-1);
    Tensor precision = hits.div(place);
    // what a relevant item i earns there, and what it would earn in the place of j
    Tensor between = Pairs.differences(sums.neg());
    Tensor down = precision.unsqueeze(-2).sub(precision.unsqueeze(-1)).sub(between);
    Tensor up =
        precision
            .unsqueeze(-2)
            .add(place.reciprocal().unsqueeze(-2))
            .sub(precision.unsqueeze(-1))
            .sub(between)
            .sub(place.reciprocal().unsqueeze(-1));
    Tensor change = where(Pairs.differences(place).lt(0), down, up).abs();
    Tensor count = relevant.sum(-1).maximum(1).unsqueeze(-1).unsqueeze(-1);
    Tensor binary = where(there, relevant, -1);
    return Pairs.logistic(prediction, binary, sigma, change.div(count));
  }
}
