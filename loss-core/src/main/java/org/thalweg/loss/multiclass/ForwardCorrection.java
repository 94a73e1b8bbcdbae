package org.thalweg.loss.multiclass;

import java.util.List;
import org.thalweg.api.config.Default;
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
 * The cross-entropy of noisy labels, whose noise is known: {@code -log sum_i s_i T_it}, where s is
 * the softmax of p and T_ij is the probability that class i is labelled j.
 *
 * <p>The model learns the true classes. Predictions are any numbers of shape [N, C, d1, ...], or
 * [C] for one example; targets are class indices of shape [N, d1, ...], or a distribution of the
 * prediction's shape. Values have the prediction's shape without C. Patrini et al., "Making deep
 * neural networks robust to label noise", 2017.
 *
 * @param transition a row for each true class, which sums to 1; none for labels without noise
 */
@Named("forward-correction")
@Doc("A cross-entropy of noisy labels through the matrix of their noise, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-log(sum_i s_i T_it), s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "= cross-entropy",
    use = "For labels whose confusion is known, from a sample that was labelled twice.",
    tasks = Task.MULTICLASS,
    strengths = {Strength.LABEL_NOISE, Strength.CALIBRATION},
    paper = "Patrini et al. 2017, arXiv:1609.03683")
public record ForwardCorrection(
    @Default("") @Doc("A row for each true class: the probability of each label.")
        List<List<Double>> transition)
    implements ClassificationLoss {
  /** Requires a square matrix of probabilities. */
  public ForwardCorrection {
    transition = Classes.copy(transition);
    Classes.requireTransition(transition, "transition");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    if (transition.isEmpty()) {
      return Classes.crossEntropy(prediction, target);
    }
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor chances = Classes.matrix(this, "transition", transition, prediction).log();
    Tensor seen = Classes.logShares(prediction).unsqueeze(axis + 1).add(chances).logSumExp(axis);
    return Classes.ofTarget(seen, target).neg();
  }
}
