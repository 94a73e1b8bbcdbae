package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of two classes on logits, in which both weigh the same in a batch: {@code (1 -
 * r) t softplus(-p) + r (1 - t) softplus(p)}, where r is the share of positives among all values of
 * the batch that count.
 *
 * <p>Predictions are any numbers, targets are from 0 to 1, both of shape [N, ...], which the values
 * have too. A batch of one class gives 0. Xie and Tu, "Holistically-nested edge detection", 2015.
 */
@Named("balanced-bce")
@Doc("The cross-entropy of two classes, which a batch's shares of them even out, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "(1-r) t softplus(-p) + r (1-t) softplus(p), r = mean(t)",
    shape = "N ...; N ... -> N ...",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "For edges and other thin regions, whose share differs much between images. With a share that is the same everywhere, bce-logits with a positiveWeight does the same and merges over batches.",
    tasks = {Task.BINARY, Task.SEGMENTATION},
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS},
    paper = "Xie and Tu 2015, arXiv:1504.06375")
public record BalancedBce() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor rows = Losses.extend(this, counted, prediction.shape());
    Tensor count = rows.sum().to(prediction.dtype()).maximum(1);
    Tensor positives = where(rows, target, 0).sum().div(count);
    Tensor negatives = where(rows, target.rsub(1), 0).sum().div(count);
    Tensor yes = target.mul(prediction.neg().softplus()).mul(negatives);
    return yes.add(target.rsub(1).mul(prediction.softplus()).mul(positives));
  }
}
