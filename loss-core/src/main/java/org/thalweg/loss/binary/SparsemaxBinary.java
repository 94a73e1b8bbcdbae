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
 * The sparsemax loss of two classes on logits: {@code (1 - t) s(p) + t s(-p) - t (1 - t)}, where
 * s(x) is 0 below -1, {@code (x + 1)^2 / 4} from -1 to 1, and x above.
 *
 * <p>Its probability is {@code (clamp(p, -1, 1) + 1) / 2}, which becomes 0 and 1; the best constant
 * gives the mean of the targets. Predictions are any numbers, targets are from 0 to 1, in one
 * shape, which the values have too. Martins and Astudillo, "From softmax to sparsemax", 2016.
 */
@Named("sparsemax-binary")
@Doc("A loss of two classes whose probabilities become exactly 0 and 1, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "(1-t) s(p) + t s(-p) - t (1-t), s(x) = (max(-1, min(1, x)) + 1)^2/4 + max(0, x-1)",
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
    Tensor rest = target.rsub(1);
    Tensor wrong = rest.mul(plus(prediction)).add(target.mul(plus(prediction.neg())));
    return wrong.sub(target.mul(rest));
  }

  private static Tensor plus(Tensor x) {
    return x.clamp(-1, 1).add(1).square().mul(0.25).add(x.sub(1).relu());
  }
}
