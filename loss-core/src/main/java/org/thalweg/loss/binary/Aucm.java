package org.thalweg.loss.binary;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

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
 * The margin loss of the area under the ROC curve: {@code v+ + v- + max(0, margin - (a - b))^2},
 * where a and b are the means of the scores of positives and negatives of the batch, and v+ and
 * v-their mean squared distances from them.
 *
 * <p>It is the value at the saddle of the min-max loss that Yuan et al. state with a, b and a dual
 * variable as parameters, so its gradient is the same without them; it takes no pairs. Predictions
 * are any numbers of shape [N], sigmoids in the paper; targets are flags of that shape. There is
 * one value for the batch; a batch of one class gives 0. Yuan et al., "Large-scale robust deep AUC
 * maximization", 2021.
 *
 * @param margin how far the mean of positives is to be above that of negatives, 0 or more
 */
@Named("aucm")
@Doc("The spread of positives and of negatives of a batch, and how far their means are too near.")
@LossCard(
    family = Family.BINARY,
    formula =
        "v1 + v0 + max(0, margin - (a - b))^2, a = mean_i p_i, b = mean_j p_j, v1 = mean_i (p_i - a)^2, v0 = mean_j (p_j - b)^2, for t_i = 1, t_j = 0",
    shape = "N; N -> ",
    target = Domain.FLAG,
    traits = {Trait.CONVEX, Trait.SMOOTH},
    use =
        "As auc-hinge, for batches too large for pairs; it also draws the scores of each class together.",
    tasks = {Task.BINARY, Task.RANKING},
    strengths = {Strength.IMBALANCE, Strength.LABEL_NOISE},
    paper = "Yuan et al. 2021, arXiv:2012.03173")
public record Aucm(
    @Default("1.0") @Doc("How far the mean of positives is to be above that of negatives.")
        double margin)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a margin of 0 or more. */
  public Aucm {
    requireNonNegative(margin, "margin");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor positive = target.and(counted);
    Tensor negative = target.not().and(counted);
    Tensor high = mean(prediction, positive);
    Tensor low = mean(prediction, negative);
    Tensor spread =
        mean(prediction.sub(high).square(), positive)
            .add(mean(prediction.sub(low).square(), negative));
    Tensor loss = spread.add(high.sub(low).rsub(margin).relu().square());
    return where(positive.any().and(negative.any()), loss, 0);
  }

  private static Tensor mean(Tensor values, Tensor rows) {
    return where(rows, values, 0).sum().div(rows.sum().to(values.dtype()).maximum(1));
  }
}
