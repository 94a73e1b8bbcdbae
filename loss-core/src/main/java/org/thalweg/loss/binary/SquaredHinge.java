package org.thalweg.loss.binary;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared hinge loss {@code max(0, 1 - t p)^2} of a score.
 *
 * <p>Predictions are any numbers, targets are -1 and 1, in one shape, which the values have too.
 * Its best constant is the mean of the targets.
 */
@Named("squared-hinge")
@Doc("The square of how far a score is from the right side of the margin.")
@LossCard(
    family = Family.BINARY,
    formula = "max(0, 1 - t p)^2",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.CONVEX, Trait.SMOOTH},
    elicits = Functional.MODE,
    use =
        "For linear machines with a margin where the solver needs a slope without jumps and labels are clean.",
    tasks = Task.BINARY,
    strengths = Strength.SMOOTHNESS)
public record SquaredHinge() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return target.mul(prediction).rsub(1).relu().square();
  }
}
