package org.thalweg.loss.binary;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
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
 * A surrogate of one less the area under the ROC curve: {@code mean_{i, j} max(0, margin - (p_i -
 * p_j))^power} over positives i and negatives j.
 *
 * <p>Predictions are any numbers of shape [N], targets are flags of that shape; there is one value
 * for the batch. A batch of one class gives 0. Pairs are formed: memory grows with the square of
 * the batch. The gradient at the margin is 0.
 *
 * @param margin how far positives are to score above negatives, 0 or more
 * @param power 1 or 2
 */
@Named("auc-hinge")
@Doc("How far positives of a batch fail to score above its negatives by a margin.")
@LossCard(
    family = Family.BINARY,
    formula = "mean_(i,j) max(0, margin - (p_i - p_j))^power, for t_i = 1, t_j = 0",
    shape = "N; N -> ",
    target = Domain.FLAG,
    traits = Trait.CONVEX,
    use =
        "To rank positives above negatives where their scores are not used as probabilities; power 2 is consistent with the area, power 1 is not.",
    tasks = {Task.BINARY, Task.RANKING},
    strengths = Strength.IMBALANCE,
    paper = "Gao and Zhou 2015, arXiv:1208.0645")
public record AucHinge(
    @Default("1.0") @Doc("How far positives are to score above negatives.") double margin,
    @Default("2") @Doc("The power of what is short of the margin, 1 or 2.") int power)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a margin of 0 or more and a power of 1 or 2. */
  public AucHinge {
    requireNonNegative(margin, "margin");
    require(power == 1 || power == 2, "power must be 1 or 2, was %s", power);
  }

  /** Makes the loss with a margin of 1 and a power of 2. */
  public AucHinge() {
    this(1, 2);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    return Pairs.mean(prediction, target, counted, ahead -> ahead.rsub(margin).relu().pow(power));
  }
}
