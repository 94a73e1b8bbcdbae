package org.thalweg.loss.binary;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of two classes on logits: {@code w t softplus(-p) + (1 - t) softplus(p)}.
 *
 * <p>That is {@link Bce} of the prediction's logistic function, without overflow and without loss
 * of digits: no two terms cancel, so small values and gradients are exact too. Predictions are any
 * numbers, targets are from 0 to 1, in one shape, which the values have too.
 *
 * @param positiveWeight the factor w of the positive part, above 0; the number of negatives over
 *     that of positives evens out both classes
 */
@Named("bce-logits")
@Doc("The cross-entropy of two classes, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "positiveWeight t softplus(-p) + (1 - t) softplus(p)",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    elicits = Functional.MEAN)
public record BceLogits(
    @Default("1.0") @Doc("The factor of the positive part.") double positiveWeight)
    implements PointwiseLoss {
  /** Requires a positive weight. */
  public BceLogits {
    requirePositive(positiveWeight, "positiveWeight");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor positive = target.mul(positiveWeight).mul(prediction.neg().softplus());
    return positive.add(target.rsub(1).mul(prediction.softplus()));
  }
}
