package org.thalweg.loss.detection;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The distribution focal loss: the cross-entropy of logits over whole numbers with the two next to
 * the target, {@code -(r - t) log q_l - (t - l) log q_r} with {@code l <= t <= r}.
 *
 * <p>Predictions are logits [..., C] over 0 to C - 1, targets numbers [...] of 0 or more; those
 * above C - 1 count as it. Li et al., "Generalized focal loss", 2020.
 */
@Named("distribution-focal")
@Doc("The cross-entropy of a distribution over whole numbers with the two next to the target.")
@LossCard(
    family = Family.DETECTION,
    formula = "-(r - t) log(softmax(p)_l) - (t - l) log(softmax(p)_r)",
    target = Domain.NON_NEGATIVE,
    shape = "... C; ... -> ...",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "Distances of a box's sides that are predicted as a distribution; its mean is the distance.",
    tasks = {Task.DETECTION, Task.INTERVALS},
    paper = "Li et al. 2020, arXiv:2006.04388")
public record DistributionFocal() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    long count = prediction.dim(-1);
    Tensor number = Tensors.arange(count, prediction.dtype());
    Tensor off = target.clamp(0, count - 1.0).unsqueeze(-1).sub(number).abs();
    return off.rsub(1).relu().mul(prediction.logSoftmax(-1)).sum(-1).neg();
  }
}
