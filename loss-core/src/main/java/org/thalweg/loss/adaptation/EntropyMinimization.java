package org.thalweg.loss.adaptation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The entropy of the predicted classes, {@code -sum_c q_c log q_c} with {@code q = softmax(p)}.
 *
 * <p>Predictions are logits, any numbers, of shape [N, C]; there is no target; values have shape
 * [N], from 0 to log C.
 *
 * <p>Source: Grandvalet and Bengio, "Semi-supervised learning by entropy minimization", 2005.
 */
@Named("entropy-minimization")
@Doc("The entropy of predicted classes.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "-sum_c softmax(p)_c log(softmax(p)_c)",
    shape = "N C; -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "Pushes decision boundaries away from unlabelled examples; as an addition of small weight, and for adaptation at test time.",
    tasks = {Task.ADAPTATION},
    strengths = {Strength.FEW_LABELS},
    paper = "Grandvalet and Bengio 2005")
public record EntropyMinimization() implements Loss<Tensor, None> {
  @Override
  public Tensor loss(Tensor prediction, None none) {
    Tensor logarithms = prediction.logSoftmax(1);
    return logarithms.exp().mul(logarithms).sum(1).neg();
  }
}
