package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The cross-entropy of clean examples plus {@code beta} times the Kullback-Leibler divergence of
 * the probabilities of attacked examples from those of the clean ones: {@code CE(clean, t) + beta
 * KL(softmax(clean), softmax(attacked))}. {@link TradesTraining} makes the attack.
 *
 * <p>Logits are any numbers of shape [N, C], targets class indices of shape [N]; values have shape
 * [N].
 *
 * <p>Source: Zhang et al., "Theoretically principled trade-off between robustness and accuracy",
 * 2019.
 *
 * @param beta the weight of the divergence, 0 or more
 */
@Named("trades")
@Doc("The cross-entropy of clean examples, and how much an attack changes their classes.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "CE(clean, t) + beta KL(softmax(clean), softmax(attacked))",
    target = Domain.CLASS_INDEX,
    shape = "N C, N C; N -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "For classifiers that must withstand small changes of the input; beta trades accuracy for it.",
    tasks = {Task.MULTICLASS},
    paper = "Zhang et al. 2019, arXiv:1901.08573")
public record Trades(@Default("6.0") @Doc("The weight of the divergence.") double beta)
    implements Loss<Trades.Attacked, Tensor> {
  /**
   * Logits of examples as they are, and as an attack makes them.
   *
   * @param clean logits of the examples
   * @param attacked logits of attacked examples
   */
  public record Attacked(Tensor clean, Tensor attacked) {}

  /** Requires a weight of 0 or more. */
  public Trades {
    requireNonNegative(beta, "beta");
  }

  @Override
  public Tensor loss(Attacked input, Tensor target) {
    return new CrossEntropy(0)
        .loss(input.clean(), target)
        .add(divergence(input.clean(), input.attacked()).mul(beta));
  }

  /** Returns the divergence of the second probabilities from the first, shape [N]. */
  static Tensor divergence(Tensor clean, Tensor attacked) {
    Tensor logarithms = clean.logSoftmax(1);
    return logarithms.exp().mul(logarithms.sub(attacked.logSoftmax(1))).sum(1);
  }
}
