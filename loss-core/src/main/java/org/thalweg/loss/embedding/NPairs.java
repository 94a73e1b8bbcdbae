package org.thalweg.loss.embedding;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The N-pairs loss: the cross-entropy of each anchor's products with all positives of the batch,
 * where its own, and those of its label, are right.
 *
 * <p>{@code log(sum_j exp(a_i p_j)) - mean_j (a_i p_j)}, the mean over those of its label.
 * Predictions are anchors and positives, [N, D] each, not normalised; targets any labels [N];
 * values are [N]. Sohn, "Improved deep metric learning with multi-class N-pair loss objective",
 * 2016.
 */
@Named("n-pairs")
@Doc("The cross-entropy of an anchor's products with all positives of the batch.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(sum_j exp(a_i p_j)) - mean_(j of i) a_i p_j",
    target = Domain.LABEL,
    shape = "N D, N D; N -> N",
    use = "Pairs of one label, with the rest of the batch as negatives; keep vectors short.",
    tasks = Task.EMBEDDING,
    paper = "Sohn 2016")
public record NPairs() implements BatchLoss<Pair, Tensor> {
  @Override
  public Tensor loss(Pair pair, Tensor labels, Tensor counted) {
    Tensor product = pair.first().matmul(pair.second().t());
    Tensor both = Pairs.both(counted);
    Tensor right = both.and(Pairs.negative(labels, counted).not());
    return Pairs.rowMean(Pairs.logShares(product, both), right).neg();
  }
}
