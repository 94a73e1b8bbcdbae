package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
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
 * The cross-entropy of the hardest examples of a batch: that of the share of examples whose values
 * are largest, times the number of examples over theirs; 0 for the rest.
 *
 * <p>So the mean is that of the hardest: {@code ceil(share n)} of the n values that count; of equal
 * ones the first. Predictions are any numbers of shape [N, C, d1, ...], targets are class indices
 * of shape [N, d1, ...], which the values have too. Shrivastava, Gupta and Girshick, "Training
 * region-based object detectors with online hard example mining", 2016.
 *
 * @param share the share of hard examples, above 0 and up to 1
 */
@Named("ohem")
@Doc("A cross-entropy of the hardest examples of a batch, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "(n/k) (log(sum_c exp(p_c)) - p_t) where rank <= k, else 0, k = ceil(share n)",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = Trait.ROBUST,
    identities = "share=1 = cross-entropy",
    use = "Where most examples are easy and labels are clean: wrong labels are the hardest of all.",
    tasks = {Task.MULTICLASS, Task.SEGMENTATION, Task.DETECTION},
    strengths = {Strength.EASY_EXAMPLES, Strength.IMBALANCE},
    paper = "Shrivastava et al. 2016, arXiv:1604.03540")
public record Ohem(@Default("0.25") @Doc("The share of hard examples.") double share)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a share above 0 and up to 1. */
  public Ohem {
    require(0 < share && share <= 1, "share must be above 0 and at most 1, was %s", share);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor values = Classes.crossEntropy(prediction, target);
    Tensor rows = Losses.extend(this, counted, values.shape());
    Tensor rank = where(rows, values, -1).flatten(0).argsort(0, true).argsort(0, false);
    Tensor count = rows.sum().to(DType.FLOAT64);
    Tensor kept = count.mul(share).ceil().maximum(1);
    Tensor hard = rank.to(DType.FLOAT64).lt(kept).reshape(values.shape());
    return where(hard, values.mul(count.div(kept).to(values.dtype())), 0);
  }
}
