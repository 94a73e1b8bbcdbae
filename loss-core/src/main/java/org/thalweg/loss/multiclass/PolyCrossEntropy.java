package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of classes and a multiple of the probability missed: {@code -log s_t + epsilon
 * (1 - s_t)}, where s is the softmax of p.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape, over which both
 * terms are averaged. Values have the prediction's shape without C. Leng et al., "PolyLoss", 2022.
 *
 * @param epsilon the factor of the first term of the series of the logarithm, any finite number
 */
@Named("poly-cross-entropy")
@Doc("A cross-entropy of classes whose first polynomial term is changed, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-log(s_t) + epsilon (1 - s_t), s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "epsilon=0 = cross-entropy",
    use =
        "As cross-entropy with one number to tune: above 0 it keeps pushing what is nearly right, -1 holds it back.",
    tasks = Task.MULTICLASS,
    paper = "Leng et al. 2022, arXiv:2204.12511")
public record PolyCrossEntropy(
    @Default("2.0") @Doc("The factor of the probability missed.") double epsilon)
    implements ClassificationLoss {
  /** Requires a finite factor. */
  public PolyCrossEntropy {
    require(Double.isFinite(epsilon), "epsilon must be finite, was %s", epsilon);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = Classes.logShares(prediction);
    return Classes.ofTarget(log.add(log.expm1().mul(epsilon)), target).neg();
  }
}
