package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * Group relative policy optimisation: the clipped surrogate of each token, with the advantage of
 * its answer within a group of answers, and {@code b (exp(q - p) - (q - p) - 1)} for the distance
 * from a reference q.
 *
 * <p>Predictions are log-probabilities p of tokens by the policy, [N, L]; targets are those by the
 * policy that acted and by the reference, advantages [N] and lengths [N] of the answers; what is
 * beyond the length does not matter. Values are [N], or [N, L] by {@link Normalizer#TOKEN}. Shao et
 * al., "DeepSeekMath", 2024.
 *
 * @param normalizer what the sum over tokens is divided by
 * @param epsilonLow how far below 1 a ratio may fall to any gain, from 0 to 1
 * @param epsilonHigh how far above 1 it may rise to any gain, 0 or more
 * @param beta the factor b of the distance from the reference, 0 or more; at 0 it is not looked at
 * @param maxLength what {@link Normalizer#CONSTANT} divides by, above 0
 */
@Named("grpo")
@Doc("The clipped gain of tokens whose answer was better than others of its group.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "sum_t (-min(r_t A, clip(r_t, 1 - epsilonLow, 1 + epsilonHigh) A) + beta KL_t) / L",
    shape = "N L; N L, N L, N, N -> N",
    reach = 600,
    use =
        "Language models whose answers can be scored; by token it is DAPO's loss, by a constant Dr."
            + " GRPO's, neither of which favours long wrong answers.",
    tasks = Task.PREFERENCE,
    paper = "Shao et al. 2024, arXiv:2402.03300")
public record Grpo(
    @Default("sequence") @Doc("What the sum over tokens is divided by.") Normalizer normalizer,
    @Default("0.2") @Doc("How far below 1 a ratio may fall to any gain.") double epsilonLow,
    @Default("0.2") @Doc("How far above 1 a ratio may rise to any gain.") double epsilonHigh,
    @Default("0.0") @Doc("The factor of the distance from the reference.") double beta,
    @Default("256") @Doc("The constant that a constant normaliser divides by.") int maxLength)
    implements Loss<Tensor, Grpo.Answers> {
  /** Requires a range around 1, a factor and a length. */
  public Grpo {
    require(
        0 <= epsilonLow && epsilonLow <= 1,
        "epsilonLow must lie between 0 and 1, was %s",
        epsilonLow);
    requireNonNegative(epsilonHigh, "epsilonHigh");
    requireNonNegative(beta, "beta");
    require(maxLength > 0, "maxLength must be above 0, was %s", maxLength);
  }

  /** Makes the loss of the source, without a reference. */
  public Grpo() {
    this(Normalizer.SEQUENCE, 0.2, 0.2, 0, 256);
  }

  /** What a sum over tokens is divided by. */
  public enum Normalizer {
    /** The length of the answer, so that all answers count alike. */
    SEQUENCE,
    /** The number of tokens of the batch, so that all tokens count alike: Yu et al., DAPO, 2025. */
    TOKEN,
    /** A constant, so that nothing depends on lengths: Liu et al., Dr. GRPO, 2025. */
    CONSTANT
  }

  /**
   * Answers that were tried.
   *
   * @param logProbability log-probabilities of tokens by the policy that acted, [N, L]
   * @param reference those by the reference, [N, L]
   * @param advantage how much better than its group an answer is, [N]
   * @param length how many tokens it has, [N]
   */
  public record Answers(
      Tensor logProbability,
      Tensor reference,
      Tensor advantage,
      @In(value = Domain.LENGTH, of = "L") Tensor length) {
    /** Returns which tokens belong to answers. */
    Tensor tokens() {
      return arange(logProbability.dim(1), length.dtype()).lt(length.unsqueeze(1));
    }
  }

  @Override
  public Optional<Signature> signature() {
    return Loss.super
        .signature()
        .map(card -> normalizer == Normalizer.TOKEN ? card.withValues("N L") : card);
  }

  @Override
  public @Nullable Tensor counts(Tensor prediction, Answers target) {
    return normalizer == Normalizer.TOKEN ? target.tokens() : null;
  }

  @Override
  public Tensor loss(Tensor prediction, Answers target) {
    Tensor tokens = target.tokens();
    Tensor policy = where(tokens, prediction, 0);
    Tensor ratio = policy.sub(where(tokens, target.logProbability(), 0));
    Tensor cost = new PpoClip(epsilonLow, epsilonHigh).loss(ratio, target.advantage().unsqueeze(1));
    if (beta != 0) {
      Tensor back = where(tokens, target.reference(), 0).sub(policy);
      cost = cost.add(back.expm1().sub(back).mul(beta));
    }
    Tensor held = where(tokens, cost, 0);
    return switch (normalizer) {
      case TOKEN -> held;
      case SEQUENCE -> held.sum(1).div(target.length().to(held.dtype()).maximum(1));
      case CONSTANT -> held.sum(1).div((double) maxLength);
    };
  }
}
