package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;

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
 * The generalised cross-entropy {@code (1 - s_t^q) / q}, where s is the softmax of p.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape, over which the
 * values of classes are averaged. Values have the prediction's shape without C, and are {@code 1 /
 * q} at most. Zhang and Sabuncu, "Generalized cross entropy loss for training deep neural networks
 * with noisy labels", 2018.
 *
 * @param q from cross-entropy near 0 to half the absolute error at 1
 */
@Named("generalized-cross-entropy")
@Doc("A bounded loss between cross-entropy and absolute error of classes, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "(1 - s_t^q)/q, s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = {"q=1 = 0.5 softmax-mae", "q=1e-8 ~ cross-entropy"},
    use = "For wrong labels: a larger q resists more and learns more slowly.",
    tasks = Task.MULTICLASS,
    strengths = Strength.LABEL_NOISE,
    paper = "Zhang and Sabuncu 2018, arXiv:1805.07836")
public record GeneralizedCrossEntropy(
    @Default("0.7") @Doc("How much wrong labels are resisted, from 0 to 1.") double q)
    implements ClassificationLoss {
  /** Requires a q above 0 and up to 1. */
  public GeneralizedCrossEntropy {
    require(0 < q && q <= 1, "q must be above 0 and at most 1, was %s", q);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = Classes.logShares(prediction);
    return Classes.ofTarget(log.mul(q).expm1().div(-q), target);
  }
}
