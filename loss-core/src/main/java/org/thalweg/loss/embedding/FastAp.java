package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

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
 * One minus the average precision of each example as a query, from soft histograms of squared
 * distances: {@code 1 - sum_b h_b H_b / (G_b n)}, with the positives h in each bin, those H up to
 * it, and all G up to it.
 *
 * <p>Vectors are made of length 1, so that squared distances lie from 0 to 4; each falls into the
 * two nearest of evenly spaced bins by its distance from them. Predictions are vectors [N, D],
 * targets any labels [N]; values are [N]. Examples that have none of their label do not count.
 * Cakir et al., "Deep metric learning to rank", 2019.
 *
 * @param bins the number of intervals between bins, 1 or more
 */
@Named("fast-ap")
@Doc("One minus the average precision of an example as a query, from soft histograms.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "1 - sum_b h_b H_b / (G_b n)",
    target = Domain.LABEL,
    shape = "N D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "As smooth-ap, in batches of thousands, for which its memory is enough.",
    tasks = {Task.EMBEDDING, Task.RANKING},
    paper = "Cakir et al. 2019")
public record FastAp(@Default("10") @Doc("The number of intervals between bins.") int bins)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires at least one interval. */
  public FastAp {
    require(bins >= 1, "bins must be 1 or more, was %s", bins);
  }

  @Override
  public Tensor counts(Tensor prediction, Tensor labels, Tensor counted) {
    return Pairs.positive(labels, counted).any(1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor place = Vectors.cosines(prediction, prediction).rsub(1).mul(0.5 * bins);
    Tensor bin = arange(bins + 1, prediction.dtype()).reshape(-1, 1);
    Tensor share = place.unsqueeze(1).sub(bin).abs().rsub(1).relu();
    Tensor positive = Pairs.positive(labels, counted);
    Tensor found = Pairs.sum(share, positive.unsqueeze(1));
    Tensor all = Pairs.sum(share, Pairs.distinct(counted).unsqueeze(1)).cumsum(1);
    Tensor precision = found.cumsum(1).div(where(all.gt(0), all, 1));
    Tensor count = positive.to(prediction.dtype()).sum(1).maximum(1);
    return found.mul(precision).sum(1).div(count).rsub(1);
  }
}
