package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * One less the correlation of Matthews of soft decisions: {@code 1 - (TP TN - FP FN) / sqrt((TP +
 * FP) (TP + FN) (TN + FP) (TN + FN))}, where the four are sums over the batch as in {@link
 * SoftFBeta}.
 *
 * <p>Predictions are any numbers of shape [N, ...], targets are from 0 to 1 in that shape; there is
 * one value for the batch, from 0 to 2. A batch of one class has no correlation and gives 0. Where
 * the predictions are all sure and all the same, the value is 1 with a gradient of 0. Abhishek and
 * Hamarneh, "Matthews correlation coefficient loss for deep convolutional networks", 2021.
 */
@Named("mcc")
@Doc("One less the correlation of soft decisions with labels over a batch, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "1 - (TP TN - FP FN)/sqrt((TP+FP) (TP+FN) (TN+FP) (TN+FN))",
    shape = "N ...; N ... -> ",
    target = Domain.PROBABILITY,
    link = "logistic",
    use = "As soft-f-beta, where right negatives count as much as right positives.",
    tasks = {Task.BINARY, Task.SEGMENTATION},
    strengths = Strength.IMBALANCE,
    paper = "Abhishek and Hamarneh 2021, arXiv:2010.13454")
public record Mcc() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Confusion c = Confusion.of(this, prediction, target, counted);
    Tensor truth = c.hit().add(c.miss()).mul(c.alarm().add(c.calm()));
    Tensor spread = c.hit().add(c.alarm()).mul(c.miss().add(c.calm()));
    Tensor flat = truth.mul(spread).lt(Float.MIN_NORMAL);
    Tensor product = c.hit().mul(c.calm()).sub(c.alarm().mul(c.miss()));
    Tensor correlation = product.div(where(flat, 1, truth.mul(spread)).sqrt());
    return where(truth.eq(0), 0, where(flat, 1, correlation.rsub(1)));
  }
}
