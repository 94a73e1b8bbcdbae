package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * InfoNCE: the cross-entropy of each query's cosines with all keys of the batch, where its own is
 * right: {@code -log(exp(s_ii / T) / sum_j exp(s_ij / T))}.
 *
 * <p>Predictions are queries and keys, [N, D] each, of which the i-th belong together; values are
 * [N]. Van den Oord, Li and Vinyals, "Representation learning with contrastive predictive coding",
 * 2018.
 *
 * @param temperature what cosines are divided by, above 0
 */
@Named("info-nce")
@Doc("The cross-entropy of a query with its own key among all keys of the batch.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "-log(exp(s(i, i) / temperature) / sum_j exp(s(i, j) / temperature))",
    shape = "N D, N D; -> N",
    traits = Trait.SCALE_INVARIANT,
    use =
        "Pairs that belong together, such as question and answer, with the rest of the batch as"
            + " negatives.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "van den Oord et al. 2018, arXiv:1807.03748")
public record InfoNce(@Default("0.07") @Doc("What cosines are divided by.") double temperature)
    implements BatchLoss<Pair, None> {
  /** Requires a positive temperature. */
  public InfoNce {
    requirePositive(temperature, "temperature");
  }

  @Override
  public Tensor loss(Pair pair, None target, Tensor counted) {
    return crossEntropy(Vectors.cosines(pair.first(), pair.second()).div(temperature), counted);
  }

  /** Returns the cross-entropy of rows of logits [N, N] whose own column is right. */
  static Tensor crossEntropy(Tensor logits, Tensor counted) {
    Tensor shares = Pairs.logShares(logits, Pairs.both(counted));
    return Pairs.sum(shares, Pairs.diagonal(counted)).neg();
  }
}
