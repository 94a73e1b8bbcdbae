package org.thalweg.loss.distillation;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.logAddExp;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The generalised Jensen-Shannon divergence of student p and teacher t: {@code b KL(t, m) + (1 - b)
 * KL(p, m)} with the mixture {@code m = b t + (1 - b) p}. At b = 0 it is {@code KL(t, p)}, at b = 1
 * {@code KL(p, t)}.
 *
 * <p>Prediction and target are logits along the last axis, in one shape; values lack it. Agarwal et
 * al., "On-policy distillation of language models", 2024.
 *
 * @param beta where it lies between both divergences, from 0 to 1
 * @param temperature what logits are divided by, above 0
 */
@Named("generalized-jsd")
@Doc("A divergence of student and teacher between both directions of Kullback and Leibler's.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "beta KL(t, m) + (1 - beta) KL(p, m), m = beta t + (1 - beta) p",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ZERO_AT_TARGET},
    elicits = Functional.NONE,
    use = "Language models that learn from a larger one, on texts of their own.",
    tasks = {Task.DISTILLATION, Task.SEQUENCE},
    identities = "beta=1 = reverse-kl-distillation",
    paper = "Agarwal et al. 2024, arXiv:2306.13649")
public record GeneralizedJsd(
    @Default("0.5") @Doc("Where it lies between both divergences.") double beta,
    @Default("1.0") @Doc("What logits are divided by.") double temperature)
    implements RowwiseLoss {
  /** Requires a share and a positive temperature. */
  public GeneralizedJsd {
    require(0 <= beta && beta <= 1, "beta must lie between 0 and 1, was %s", beta);
    requirePositive(temperature, "temperature");
  }

  /** Makes the symmetric divergence. */
  public GeneralizedJsd() {
    this(0.5, 1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor student = prediction.div(temperature).logSoftmax(-1);
    Tensor teacher = target.div(temperature).logSoftmax(-1);
    if (beta == 0) {
      return Divergences.kl(teacher, student, -1);
    } else if (beta == 1) {
      return Divergences.kl(student, teacher, -1);
    }
    Tensor mixture = logAddExp(student.add(Math.log1p(-beta)), teacher.add(Math.log(beta)));
    Tensor fromTeacher = Divergences.kl(teacher, mixture, -1);
    return fromTeacher.mul(beta).add(Divergences.kl(student, mixture, -1).mul(1 - beta));
  }
}
