package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * One minus the smoothed average precision of each example as a query: {@code 1 - mean_p (1 +
 * sum_(q != p) f(s_q - s_p)) / (1 + sum_(k != p) f(s_k - s_p))}, over others p and q of its label
 * and any others k, with cosines s and {@code f(x) = 1 / (1 + exp(-x / T))}.
 *
 * <p>Predictions are vectors [N, D], targets any labels [N]; values are [N], from 0 to 1. The query
 * is not in its own gallery. Examples that have none of their label do not count. Memory grows with
 * N^3. Brown et al., "Smooth-AP: smoothing the path towards large-scale image retrieval", 2020.
 *
 * @param temperature the width T of the step that counts ranks, above 0
 */
@Named("smooth-ap")
@Doc("One minus the average precision of an example as a query, with smoothed ranks.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "1 - mean_p (1 + sum_(q != p) f(s_q - s_p)) / (1 + sum_(k != p) f(s_k - s_p))",
    target = Domain.LABEL,
    shape = "N D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "Retrieval that is measured by average precision, in batches of up to a few hundred.",
    tasks = {Task.EMBEDDING, Task.RANKING},
    paper = "Brown et al. 2020, arXiv:2007.12163")
public record SmoothAp(
    @Default("0.01") @Doc("The width of the step that counts ranks.") double temperature)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive temperature. */
  public SmoothAp {
    requirePositive(temperature, "temperature");
  }

  @Override
  public Tensor counts(Tensor prediction, Tensor labels, Tensor counted) {
    return Pairs.positive(labels, counted).any(1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor cosine = Vectors.cosines(prediction, prediction).div(temperature);
    Tensor above = cosine.unsqueeze(1).sub(cosine.unsqueeze(2)).sigmoid();
    Tensor other = Pairs.diagonal(counted).not().unsqueeze(0);
    Tensor positive = Pairs.positive(labels, counted);
    Tensor rank = Pairs.sum(above, other.and(positive.unsqueeze(1))).add(1);
    Tensor gallery = Pairs.distinct(counted).unsqueeze(1);
    Tensor overall = Pairs.sum(above, other.and(gallery)).add(1);
    return Pairs.rowMean(rank.div(overall), positive).rsub(1);
  }
}
