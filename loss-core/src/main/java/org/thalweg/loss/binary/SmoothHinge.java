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
 * The smooth hinge loss of a score: with {@code m = t p}, 0 where m is 1 or more, {@code (1 - m)^2
 * / 2} where it is from 0 to 1, and {@code 1/2 - m} below.
 *
 * <p>Predictions are any numbers, targets are -1 and 1, in one shape, which the values have too.
 * Rennie and Srebro, "Loss functions for preference levels", 2005.
 */
@Named("smooth-hinge")
@Doc("A hinge loss whose corner is rounded.")
@LossCard(
    family = Family.BINARY,
    formula = "(max(0, 1 - m))^2/2 where m >= 0, else 1/2 - m, m = t p",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    elicits = Functional.MODE,
    use = "In place of the hinge loss where the optimizer profits from a slope without jumps.",
    tasks = Task.BINARY,
    strengths = Strength.SMOOTHNESS,
    paper = "Rennie and Srebro 2005")
public record SmoothHinge() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor gap = target.mul(prediction).rsub(1).relu();
    Tensor near = gap.minimum(1);
    return near.mul(gap.sub(near.mul(0.5)));
  }
}
