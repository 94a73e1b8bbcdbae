package org.thalweg.loss.multiclass;

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
 * The negative log-likelihood of classes: {@code -p_t}, where p holds log-probabilities; {@code
 * -sum_c q_c p_c} for a distribution q.
 *
 * <p>Predictions are log-probabilities of shape [N, C, d1, ...], or [C] for one example; they are
 * not normalised here. Targets are class indices of shape [N, d1, ...], or a distribution of the
 * prediction's shape. Values have the prediction's shape without C. A class of no share adds
 * nothing, even where its log-probability is -infinity.
 */
@Named("nll")
@Doc("The negative logarithm of the probability of a class, on log-probabilities.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-p_t",
    prediction = Domain.LOG_PROBABILITY,
    target = Domain.CLASS_INDEX,
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "Where the model ends in a log-softmax, or in log-probabilities of a mixture; else cross-entropy.",
    tasks = Task.MULTICLASS,
    strengths = Strength.CALIBRATION)
public record Nll() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Classes.ofTarget(prediction, target).neg();
  }
}
