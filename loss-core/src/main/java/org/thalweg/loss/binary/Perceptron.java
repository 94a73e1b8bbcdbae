package org.thalweg.loss.binary;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The perceptron's loss {@code max(0, -t p)} of a score; its gradient at 0 is 0.
 *
 * <p>Predictions are any numbers, targets are -1 and 1, in one shape, which the values have too. A
 * model that gives 0 everywhere has no loss, so it needs a start that is not 0. Rosenblatt, "The
 * perceptron", 1958.
 */
@Named("perceptron")
@Doc("How far a score is on the wrong side of zero.")
@LossCard(
    family = Family.BINARY,
    formula = "max(0, -t p)",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use =
        "For online linear models where any separation of the classes is good enough; hinge asks for a margin too.",
    tasks = Task.BINARY,
    paper = "Rosenblatt 1958, doi:10.1037/h0042519")
public record Perceptron() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return target.mul(prediction).neg().relu();
  }
}
