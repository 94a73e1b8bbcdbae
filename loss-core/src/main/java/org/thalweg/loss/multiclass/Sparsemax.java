package org.thalweg.loss.multiclass;

import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The sparsemax loss: half the squared distance of the target from the probabilities that are above
 * zero, and {@code q_c (q_c / 2 - r_c)} for the others, where r is p less a threshold such that
 * {@code sum_c max(0, r_c) = 1}.
 *
 * <p>The probabilities are {@code max(0, r)}: the point of the simplex that is nearest to p. The
 * gradient is probabilities less target, 0 where p is sure and right by a margin of 1. Predictions
 * are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are class indices of
 * shape [N, d1, ...], or a distribution of the prediction's shape. Values have the prediction's
 * shape without C. The threshold is found by sorting. Martins and Astudillo, "From softmax to
 * sparsemax", 2016.
 */
@Named("sparsemax")
@Doc("A loss of classes whose probabilities become exactly zero, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "sum_c (max(0, r_c)^2/2 - q_c r_c + q_c^2/2), r_c = p_c - tau, sum_c max(0, r_c) = 1",
    target = Domain.CLASS_INDEX,
    link = "sparsemax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    identities = "= entmax alpha=2",
    use =
        "Where most classes are to have a probability of exactly zero, as in attention and short lists.",
    tasks = {Task.MULTICLASS, Task.MULTILABEL},
    strengths = {Strength.EASY_EXAMPLES, Strength.MANY_CLASSES},
    paper = "Martins and Astudillo 2016, arXiv:1602.02068")
public record Sparsemax() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor z = prediction.sub(prediction.maxKeep(axis).stopGradient());
    Tensor support = support(z.maximum(-1).stopGradient(), axis);
    Tensor total = where(support, z, 0).sumKeep(axis).sub(1);
    Tensor r = z.sub(total.div(support.to(z.dtype()).sumKeep(axis)));
    Tensor q = Classes.shares(prediction, target);
    return where(support, r.sub(q).square(), q.mul(q.sub(r.mul(2)))).sum(axis).mul(0.5);
  }

  /** Returns which classes have a probability above zero. */
  private static Tensor support(Tensor z, int axis) {
    Tensor sorted = z.sort(axis, true);
    Tensor rank = Classes.column(arange(z.dim(axis), z.dtype()).add(1), z);
    Tensor in = sorted.mul(rank).add(1).gt(sorted.cumsum(axis));
    Tensor total = where(in, sorted, 0).sumKeep(axis).sub(1);
    return z.mul(in.to(z.dtype()).sumKeep(axis)).gt(total);
  }
}
