package org.thalweg.loss.binary;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The sparsemax loss of two classes on logits: {@code (q - t)^2 + (1 - t) max(0, p - 1) + t max(0,
 * -p - 1)} with the probability {@code q = (clamp(p, -1, 1) + 1) / 2}, which becomes 0 and 1.
 *
 * <p>The best constant gives the mean of the targets. Predictions are any numbers, targets are from
 * 0 to 1, in one shape, which the values have too. Martins and Astudillo, "From softmax to
 * sparsemax", 2016.
 */
@Named("sparsemax-binary")
@Doc("A loss of two classes whose probabilities become exactly 0 and 1, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "(q - t)^2 + (1-t) max(0, p-1) + t max(0, -p-1), q = (max(-1, min(1, p)) + 1)/2",
    target = Domain.PROBABILITY,
    link = "hard sigmoid",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    use = "Where a sure decision is to have a probability of exactly 0 or 1, and no gradient.",
    tasks = Task.BINARY,
    strengths = Strength.EASY_EXAMPLES,
    paper = "Martins and Astudillo 2016, arXiv:1602.02068")
public record SparsemaxBinary() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor share = prediction.clamp(-1, 1).add(1).mul(0.5);
    Tensor over = target.rsub(1).mul(prediction.sub(1).relu());
    Tensor under = target.mul(prediction.neg().sub(1).relu());
    return share.sub(target).square().add(over.add(under));
  }
}
