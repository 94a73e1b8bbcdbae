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
 * The absolute error of probabilities: {@code sum_c |s_c - q_c|}, where s is the softmax of p;
 * {@code 2 (1 - s_t)} for class indices.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C. The gradient where a share is met is 0. Ghosh, Kumar and Sastry,
 * "Robust loss functions under label noise for deep neural networks", 2017.
 */
@Named("softmax-mae")
@Doc("The absolute error of the probabilities of classes, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "2 (1 - s_t), s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "For many wrong labels and few classes: labels wrong at random do not move its minimum, but it learns slowly.",
    tasks = Task.MULTICLASS,
    strengths = Strength.LABEL_NOISE,
    paper = "Ghosh et al. 2017, arXiv:1712.09482")
public record SoftmaxMae() implements ClassificationLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    if (ClassificationLoss.isIndices(target)) {
      return Classes.ofTarget(Classes.logShares(prediction).expm1(), target).mul(-2);
    }
    int axis = ClassificationLoss.classAxis(prediction);
    return prediction.softmax(axis).sub(target).abs().sum(axis);
  }
}
