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
 * ApproxNDCG: the negative NDCG of a list, with places estimated softly.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. The place
 * of an item is estimated as {@code 1 + sum_(j != i) sigmoid((p_j - p_i) / temperature)}. Values
 * are from -1 to 0; lists without an item of relevance above 0 do not count. Qin et al., "A general
 * approximation framework for direct optimization of information retrieval measures", 2010.
 *
 * @param temperature how soft places are, above 0, in the unit of scores
 */
@Named("approx-ndcg")
@Doc("The negative NDCG, of soft places.")
@LossCard(
    family = Family.RANKING,
    formula =
        "-sum_i (2^(t_i) - 1) / log2(1 + r_i) / max DCG where r_i = 1 + sum_(j != i) sigmoid((p_j - p_i) / temperature)",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "NDCG itself, for scores that are bounded or trained before by listnet.",
    tasks = {Task.RANKING},
    paper = "Qin et al. 2010, doi:10.1007/s10791-009-9124-x")
public record ApproxNdcg(
    @Default("0.1") @Doc("How soft places are, in the unit of scores.") double temperature)
    implements RowwiseLoss {
  /** Requires a positive temperature. */
  public ApproxNdcg {
    requirePositive(temperature, "temperature");
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.relevantExist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor gain = Items.gains(target, true);
    Tensor discount = Items.softPlaces(prediction, there, temperature).add(1).log().reciprocal();
    Tensor dcg = where(there, gain.mul(discount), 0).sum(-1).mul(Math.log(2));
    return dcg.div(Items.ideal(gain, 0)).neg();
  }
}
