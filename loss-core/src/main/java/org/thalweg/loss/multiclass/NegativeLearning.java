package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative log-likelihood of not being of a class: {@code -log(1 - s_t)}, where s is the
 * softmax of p and the label t says what the example is not.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], of two classes or more; targets are
 * class indices of shape [N, d1, ...], which the values have too. Small and large values keep their
 * digits. Kim et al., "NLNL: negative learning for noisy labels", 2019.
 */
@Named("negative-learning")
@Doc("How likely an example is of a class that it is not of, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-log(1 - s_t), s = softmax(p)",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "For labels that say what something is not, or random other classes than a label that may be wrong.",
    tasks = Task.MULTICLASS,
    strengths = {Strength.LABEL_NOISE, Strength.FEW_LABELS},
    paper = "Kim et al. 2019, arXiv:1908.07387")
public record NegativeLearning() implements Loss<Tensor, Tensor> {
  @Override
  public void check(Tensor prediction, Tensor target) {
    Loss.super.check(prediction, target);
    require(
        prediction.dim(1) > 1,
        "negative-learning: the prediction is %s, should be of two classes or more",
        prediction.spec());
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor own = ClassificationLoss.isLabel(prediction, target);
    Tensor others = where(own, Double.NEGATIVE_INFINITY, prediction).logSumExp(1);
    return where(own, prediction, 0).sum(1).sub(others).softplus();
  }
}
