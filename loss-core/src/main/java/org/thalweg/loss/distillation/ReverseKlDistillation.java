package org.thalweg.loss.distillation;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The divergence of the student from the teacher, {@code sum_c p_c (log p_c - log t_c)}, of
 * distributions given by logits.
 *
 * <p>It seeks a mode of the teacher's distribution rather than to cover it all. Prediction and
 * target are logits along the last axis, in one shape; values lack it. Gu et al., "MiniLLM:
 * knowledge distillation of large language models", 2024.
 *
 * @param temperature what logits are divided by, above 0
 */
@Named("reverse-kl-distillation")
@Doc("The divergence of the student from the teacher, which seeks a mode.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "sum_c softmax(p)_c (log softmax(p)_c - log softmax(t)_c)",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ZERO_AT_TARGET},
    use = "Students too small to imitate all of the teacher, which should rather be right.",
    tasks = {Task.DISTILLATION, Task.SEQUENCE},
    identities = "= generalized-jsd beta=1",
    paper = "Gu et al. 2024, arXiv:2306.08543")
public record ReverseKlDistillation(
    @Default("1.0") @Doc("What logits are divided by.") double temperature) implements RowwiseLoss {
  /** Requires a positive temperature. */
  public ReverseKlDistillation {
    requirePositive(temperature, "temperature");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Divergences.kl(prediction, target, temperature, -1);
  }
}
