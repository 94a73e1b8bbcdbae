package org.thalweg.loss.binary;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The mean over labels of {@link BceLogits}: {@code mean_c(t_c softplus(-p_c) + (1 - t_c)
 * softplus(p_c))}.
 *
 * <p>Predictions are any numbers, targets are from 0 to 1, in one shape; the mean runs over the
 * last axis, so values of [N, C] are [N].
 */
@Named("multilabel-soft-margin")
@Doc("The mean over labels of the cross-entropy of yes and no, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "mean_c(t_c softplus(-p_c) + (1-t_c) softplus(p_c))",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    elicits = Functional.MEAN,
    use = "For several labels at once, where an example is to have one value, weight and mask.",
    tasks = Task.MULTILABEL,
    strengths = Strength.CALIBRATION)
public record MultilabelSoftMargin() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Logits.crossEntropy(prediction, target).mean(-1);
  }
}
