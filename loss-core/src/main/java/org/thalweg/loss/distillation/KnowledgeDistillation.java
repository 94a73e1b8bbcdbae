package org.thalweg.loss.distillation;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * Hinton's distillation: {@code a T^2 KL(softmax(t / T), softmax(p / T)) + (1 - a) CE(p, label)}.
 *
 * <p>The factor of T^2 keeps gradients of both parts in proportion as T changes. Predictions are
 * the student's logits [N, C, ...]; targets are class indices [N, ...] and the teacher's logits.
 * Values are [N, ...], so that their mean is that of examples, not of examples and classes. Hinton,
 * Vinyals and Dean, "Distilling the knowledge in a neural network", 2015.
 *
 * @param alpha the share a of the teacher, from 0 to 1
 * @param temperature what logits are divided by, T, above 0
 */
@Named("knowledge-distillation")
@Doc("A mixture of the divergence from a teacher's softened distribution and the cross-entropy.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "alpha T^2 KL(softmax(t / T), softmax(p / T)) + (1 - alpha) CE(p, label)",
    shape = "N C ...; N ..., N C ... -> N ...",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "A small classifier that learns from the logits of a large one, and from labels.",
    tasks = {Task.DISTILLATION, Task.MULTICLASS},
    strengths = Strength.LABEL_NOISE,
    paper = "Hinton et al. 2015, arXiv:1503.02531")
public record KnowledgeDistillation(
    @Default("0.5") @Doc("The share of the teacher.") double alpha,
    @Default("2.0") @Doc("What logits are divided by.") double temperature)
    implements Loss<Tensor, KnowledgeDistillation.Taught> {
  /** Requires a share and a positive temperature. */
  public KnowledgeDistillation {
    require(0 <= alpha && alpha <= 1, "alpha must lie between 0 and 1, was %s", alpha);
    requirePositive(temperature, "temperature");
  }

  /** Makes the loss with half a share and a temperature of 2. */
  public KnowledgeDistillation() {
    this(0.5, 2);
  }

  /**
   * What is right, and what the teacher says.
   *
   * @param labels class indices, [N, ...]
   * @param teacher the teacher's logits, [N, C, ...]
   */
  public record Taught(@In(Domain.CLASS_INDEX) Tensor labels, Tensor teacher) {}

  @Override
  public Tensor loss(Tensor prediction, Taught target) {
    Tensor apart = Divergences.kl(target.teacher(), prediction, temperature, 1);
    Tensor hard = new CrossEntropy(0).loss(prediction, target.labels());
    return apart.mul(alpha * temperature * temperature).add(hard.mul(1 - alpha));
  }
}
