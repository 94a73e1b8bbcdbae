package org.thalweg.loss.sequence;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The cross-entropy of classes with a pull of the normaliser to 1: {@code lse(p) - p_t +
 * coefficient lse(p)^2}, where lse is the logarithm of the sum of {@code exp(p_c)}.
 *
 * <p>Shapes and targets are those of {@link org.thalweg.loss.multiclass.CrossEntropy}. The pull
 * keeps logits from drifting, which half precision cannot hold. Chowdhery et al., "PaLM", 2022.
 *
 * @param coefficient the factor of the pull, 0 or more
 */
@Named("z-loss")
@Doc("The cross-entropy of classes with a pull of the logits' normaliser to 1.")
@LossCard(
    family = Family.SEQUENCE,
    formula = "log(sum_c exp(p_c)) - p_t + coefficient log(sum_c exp(p_c))^2",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    elicits = Functional.CLASS_SHARES,
    identities = "coefficient=0 = cross-entropy",
    use = "Language models over large vocabularies, trained long or in low precision.",
    tasks = {Task.SEQUENCE, Task.MULTICLASS},
    strengths = {Strength.MANY_CLASSES},
    paper = "Chowdhery et al. 2022, arXiv:2204.02311")
public record ZLoss(@Default("1e-4") @Doc("The factor of the pull.") double coefficient)
    implements ClassificationLoss {
  /** Requires a coefficient of 0 or more. */
  public ZLoss {
    requireNonNegative(coefficient, "coefficient");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor normaliser = prediction.logSumExp(ClassificationLoss.classAxis(prediction));
    Tensor fit = new CrossEntropy(0).loss(prediction, target);
    return fit.add(normaliser.square().mul(coefficient));
  }
}
