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
 * The modified Huber loss of a score: with {@code m = t p}, {@code max(0, 1 - m)^2} where m is -1
 * or more, {@code -4 m} below.
 *
 * <p>Predictions are any numbers, targets are -1 and 1, in one shape, which the values have too.
 * {@code (clamp(p, -1, 1) + 1) / 2} estimates the probability of 1. Zhang, "Solving large scale
 * linear prediction problems using stochastic gradient descent algorithms", 2004.
 */
@Named("modified-huber")
@Doc("A squared hinge loss that is linear far out.")
@LossCard(
    family = Family.BINARY,
    formula = "max(0, 1 - m)^2 where m >= -1, else -4 m, m = t p",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    elicits = Functional.MODE,
    use =
        "For linear classifiers with some wrong labels, whose scores are to become rough probabilities.",
    tasks = Task.BINARY,
    strengths = {Strength.OUTLIERS, Strength.LABEL_NOISE, Strength.SMOOTHNESS},
    paper = "Zhang 2004, doi:10.1145/1015330.1015332")
public record ModifiedHuber() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor gap = target.mul(prediction).rsub(1).relu();
    Tensor near = gap.minimum(2);
    return near.mul(gap.mul(2).sub(near));
  }
}
