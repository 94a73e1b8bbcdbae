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
 * The first terms of the series of the cross-entropy: {@code sum_{k = 1..terms} (1 - s_t)^k / k},
 * where s is the softmax of p.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C. Feng et al., "Can cross entropy loss be robust to label noise?",
 * 2020.
 *
 * @param terms the number of terms, 1 or more
 */
@Named("taylor-cross-entropy")
@Doc("A bounded approximation of the cross-entropy of classes, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "sum_(k=1..terms) (1 - s_t)^k/k, s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "terms=1 = 0.5 softmax-mae",
    use = "For wrong labels: fewer terms resist more and learn more slowly.",
    tasks = Task.MULTICLASS,
    strengths = Strength.LABEL_NOISE,
    paper = "Feng et al. 2020, doi:10.24963/ijcai.2020/305")
public record TaylorCrossEntropy(@Default("2") @Doc("The number of terms.") int terms)
    implements ClassificationLoss {
  /** Requires a term or more. */
  public TaylorCrossEntropy {
    require(terms >= 1, "terms must be 1 or more, was %s", terms);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor miss = Classes.logShares(prediction).expm1().neg();
    Tensor sum = miss.mul(1.0 / terms);
    for (int k = terms - 1; k >= 1; k--) {
      sum = sum.add(1.0 / k).mul(miss);
    }
    return Classes.ofTarget(sum, target);
  }
}
