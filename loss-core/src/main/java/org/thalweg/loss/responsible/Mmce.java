package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The maximum mean calibration error: {@code sqrt(sum_ij (c_i - r_i)(c_j - r_j) exp(-|r_i - r_j| /
 * width)) / N}, where r is the largest predicted probability and c is 1 where its class is right,
 * else 0.
 *
 * <p>Predictions are logits of shape [N, C], targets class indices of shape [N]. There is one value
 * for the batch, 0 for none. The gradient at 0 is 0.
 *
 * <p>Source: Kumar et al., "Trainable calibration measures for neural networks from kernel mean
 * embeddings", 2018.
 *
 * @param width the width of the kernel, above 0
 */
@Named("mmce")
@Doc("How far confidence is from accuracy, seen by a kernel.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "sqrt(sum_ij (c_i - r_i) (c_j - r_j) exp(-|r_i - r_j| / width)) / N",
    target = Domain.CLASS_INDEX,
    shape = "N C; N ->",
    link = "softmax",
    use = "Added to the cross-entropy of an overconfident classifier.",
    tasks = {Task.MULTICLASS},
    strengths = {Strength.CALIBRATION},
    paper = "Kumar et al. 2018")
public record Mmce(@Default("0.4") @Doc("The width of the kernel.") double width)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a width above 0. */
  public Mmce {
    requirePositive(width, "width");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    DType dtype = prediction.dtype();
    Tensor confidence = prediction.softmax(1).max(1);
    Tensor right = prediction.argmax(1).to(target.dtype()).eq(target).to(dtype);
    Tensor gap = where(counted, right.sub(confidence), 0);
    Tensor kernel = confidence.unsqueeze(1).sub(confidence.unsqueeze(0)).abs().div(-width).exp();
    Tensor square = kernel.mul(gap.unsqueeze(1)).mul(gap.unsqueeze(0)).sum();
    Tensor positive = square.le(0).not();
    Tensor root = where(positive, where(positive, square, 1).sqrt(), 0);
    return root.div(counted.to(dtype).sum().maximum(1));
  }
}
