package org.thalweg.loss.binary;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * A smooth surrogate of one less the area under the ROC curve: {@code mean_{i, j} log(1 + exp(p_j -
 * p_i))} over positives i and negatives j.
 *
 * <p>Predictions are any numbers of shape [N], targets are flags of that shape; there is one value
 * for the batch. A batch of one class gives 0. Pairs are formed: memory grows with the square of
 * the batch. Burges et al., "Learning to rank using gradient descent", 2005.
 */
@Named("auc-logistic")
@Doc("How far positives of a batch fail to score above its negatives, smoothly.")
@LossCard(
    family = Family.BINARY,
    formula = "mean_(i,j) softplus(p_j - p_i), for t_i = 1, t_j = 0",
    shape = "N; N -> ",
    target = Domain.FLAG,
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "To rank positives above negatives where their scores are not used as probabilities.",
    tasks = {Task.BINARY, Task.RANKING},
    strengths = {Strength.IMBALANCE, Strength.SMOOTHNESS},
    paper = "Burges et al. 2005, doi:10.1145/1102351.1102363")
public record AucLogistic() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    return Pairs.mean(prediction, target, counted, ahead -> ahead.neg().softplus());
  }
}
