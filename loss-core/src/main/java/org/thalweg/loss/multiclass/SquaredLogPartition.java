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
 * The squared logarithm of the sum that softmax divides by: {@code log(sum_c exp(p_c))^2}.
 *
 * <p>It keeps logits from drifting. It takes the target of the loss that it is added to, though its
 * value is the same for all classes: {@code cross-entropy} and {@code 1e-4} of this. Predictions
 * are any numbers of shape [N, C, d1, ...], or [C] for one example. Values have the prediction's
 * shape without C. Chowdhery et al., "PaLM", 2022.
 */
@Named("squared-log-partition")
@Doc("How far the normaliser of softmax is from 1, in logarithms, squared.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "log(sum_c exp(p_c))^2",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "In a sum with cross-entropy, with a factor of 1e-4, for large models in low precision.",
    tasks = {Task.MULTICLASS, Task.SEQUENCE},
    strengths = Strength.MANY_CLASSES,
    paper = "Chowdhery et al. 2022, arXiv:2204.02311")
public record SquaredLogPartition() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor normaliser = prediction.logSumExpKeep(ClassificationLoss.classAxis(prediction));
    Tensor each = normaliser.square().broadcastTo(prediction.shape());
    return Classes.ofTarget(each, target); // the same for all classes, so a wrong label is told
  }
}
