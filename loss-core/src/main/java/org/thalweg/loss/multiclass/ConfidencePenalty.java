package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.requireNonNegative;

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
 * The cross-entropy of classes less {@code beta} times the entropy of the prediction: {@code -log
 * s_t + beta sum_c s_c log s_c}, where s is the softmax of p.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C, and may be below zero. Pereyra et al., "Regularizing neural
 * networks by penalizing confident output distributions", 2017.
 *
 * @param beta the factor of the entropy, 0 or more
 */
@Named("confidence-penalty")
@Doc("A cross-entropy of classes that frowns on sure predictions, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-log(s_t) + beta sum_c s_c log(s_c), s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "beta=0 = cross-entropy",
    use =
        "Against predictions that are too sure; like label smoothing, but it spreads to likely classes rather than to all.",
    tasks = Task.MULTICLASS,
    strengths = Strength.LABEL_NOISE,
    paper = "Pereyra et al. 2017, arXiv:1701.06548")
public record ConfidencePenalty(@Default("0.1") @Doc("The factor of the entropy.") double beta)
    implements ClassificationLoss {
  /** Requires a factor of 0 or more. */
  public ConfidencePenalty {
    requireNonNegative(beta, "beta");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = Classes.logShares(prediction);
    Tensor order = log.exp().mul(log).sum(ClassificationLoss.classAxis(prediction));
    return order.mul(beta).sub(Classes.ofTarget(log, target));
  }
}
