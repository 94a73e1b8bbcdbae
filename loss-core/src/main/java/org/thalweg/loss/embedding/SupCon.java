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
 * The supervised contrastive loss: {@code -mean_p log(exp(s_ip / T) / sum_(k != i) exp(s_ik / T))}
 * over the others p of an example's label, with the cosine s.
 *
 * <p>Predictions are vectors [N, D], targets any labels [N]; values are [N]. Examples that have
 * none of their label do not count. Khosla et al., "Supervised contrastive learning", 2020,
 * equation 2, without the factor of a base temperature.
 *
 * @param temperature what cosines are divided by, above 0
 */
@Named("supcon")
@Doc("The mean cross-entropy of an example with the others of its label, among all others.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "-mean_(p of i) log(exp(s(i, p) / temperature) / sum_(k != i) exp(s(i, k) / temperature))",
    target = Domain.LABEL,
    shape = "N D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "Pre-training with labels: the embedding is then frozen below a classifier.",
    tasks = Task.EMBEDDING,
    paper = "Khosla et al. 2020, arXiv:2004.11362")
public record SupCon(@Default("0.1") @Doc("What cosines are divided by.") double temperature)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive temperature. */
  public SupCon {
    requirePositive(temperature, "temperature");
  }

  @Override
  public Tensor counts(Tensor prediction, Tensor labels, Tensor counted) {
    return Pairs.positive(labels, counted).any(1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor logits = Vectors.cosines(prediction, prediction).div(temperature);
    Tensor shares = Pairs.logShares(logits, Pairs.distinct(counted));
    return Pairs.rowMean(shares, Pairs.positive(labels, counted)).neg();
  }
}
