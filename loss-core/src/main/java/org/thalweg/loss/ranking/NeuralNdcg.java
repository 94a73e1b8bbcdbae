package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.require;
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
 * NeuralNDCG: the negative NDCG of gains that NeuralSort's relaxed permutation of the scores sorts.
 *
 * <p>Predictions are scores [..., L] of the items of lists, targets their relevance in the same
 * shape; values have the shape without L. A relevance below 0 says that there is no item. The
 * matrix is scaled until its columns have sums of 1 as its rows do (Sinkhorn). Lists without an
 * item of relevance above 0 do not count. Pobrotyn and Bialobrzeski, "NeuralNDCG", 2021.
 *
 * @param temperature how soft the order is, above 0, in the unit of scores
 * @param iterations how often columns and rows are scaled to sums of 1, 0 or more
 */
@Named("neural-ndcg")
@Doc("The negative NDCG of softly sorted gains.")
@LossCard(
    family = Family.RANKING,
    formula = "-sum_i (P g)_i / log2(1 + i) / max DCG where P = sinkhorn(neuralsort(p))",
    traits = {Trait.ROBUST},
    use = "As approx-ndcg, with a truer order; takes memory for the square of the length of lists.",
    tasks = {Task.RANKING},
    paper = "Pobrotyn and Bialobrzeski 2021, arXiv:2102.07831")
public record NeuralNdcg(
    @Default("1.0") @Doc("How soft the order is, in the unit of scores.") double temperature,
    @Default("30") @Doc("How often columns and rows are scaled.") int iterations)
    implements RowwiseLoss {
  /** Requires a positive temperature and iterations of 0 or more. */
  public NeuralNdcg {
    requirePositive(temperature, "temperature");
    require(iterations >= 0, "iterations must be 0 or more, was %s", iterations);
  }

  /** Makes the loss with a temperature of 1 and 30 iterations. */
  public NeuralNdcg() {
    this(1, 30);
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return Items.relevantExist(target);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor there = Items.valid(target);
    Tensor gain = Items.gains(target, true);
    Tensor order =
        NeuralSort.scaled(NeuralSort.log(prediction, there, temperature), there, iterations);
    Tensor sorted = order.exp().mul(gain.unsqueeze(-2)).sum(-1);
    Tensor place = Tensors.arange(target.dim(-1), prediction.dtype()).add(1);
    Tensor first = place.le(there.sum(-1).to(prediction.dtype()).unsqueeze(-1));
    Tensor dcg = where(first, sorted.mul(Items.discounts(place, 0, prediction)), 0).sum(-1);
    return dcg.div(Items.ideal(gain, 0)).neg();
  }
}
