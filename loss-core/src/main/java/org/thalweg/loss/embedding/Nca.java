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
import org.thalweg.api.tensor.Tensor;

/**
 * Neighbourhood components analysis: {@code -log} of the share that neighbours of its label have of
 * an example's neighbourhood, in which one at distance d has the weight {@code exp(-s d^2)}.
 *
 * <p>Predictions are vectors [N, D], targets any labels [N]; values are [N]. Examples that have
 * none of their label do not count. Goldberger et al., "Neighbourhood components analysis", 2004.
 *
 * @param scale the factor s of squared distances, above 0
 */
@Named("nca")
@Doc("How little of an example's neighbourhood is of its label.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "-log(sum_(j of i) exp(-scale d(i, j)^2) / sum_(k != i) exp(-scale d(i, k)^2))",
    target = Domain.LABEL,
    shape = "N D; N -> N",
    use = "Embeddings that are to serve a nearest-neighbour classifier.",
    tasks = Task.EMBEDDING,
    paper = "Goldberger et al. 2004")
public record Nca(@Default("1.0") @Doc("The factor of squared distances.") double scale)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive scale. */
  public Nca {
    requirePositive(scale, "scale");
  }

  @Override
  public Tensor counts(Tensor prediction, Tensor labels, Tensor counted) {
    return Pairs.positive(labels, counted).any(1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor apart = prediction.unsqueeze(1).sub(prediction.unsqueeze(0)).square().sum(-1);
    Tensor shares = Pairs.logShares(apart.mul(-scale), Pairs.distinct(counted));
    return Pairs.logSumExp(shares, Pairs.positive(labels, counted)).neg();
  }
}
