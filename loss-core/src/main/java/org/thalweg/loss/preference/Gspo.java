package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * Group sequence policy optimisation: the clipped surrogate of whole answers, with the ratio {@code
 * r = exp(mean_t (p_t - q_t))} of new and old probability per token.
 *
 * <p>Predictions are log-probabilities p of tokens by the policy, [N, L]; targets are those q by
 * the policy that acted, advantages [N] and lengths [N] of the answers; what is beyond the length
 * does not matter. Values are [N]. Zheng et al., "Group sequence policy optimization", 2025.
 *
 * @param epsilonLow how far below 1 a ratio may fall to any gain, from 0 to 1
 * @param epsilonHigh how far above 1 it may rise to any gain, 0 or more
 */
@Named("gspo")
@Doc("The clipped gain of answers that were better than others of their group.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "-min(r A, clip(r, 1 - epsilonLow, 1 + epsilonHigh) A), r = exp(mean_t (p_t - q_t))",
    shape = "N L; N L, N, N -> N",
    reach = 600,
    use =
        "As grpo, for mixtures of experts and long answers, where ratios of tokens are too noisy.",
    tasks = Task.PREFERENCE,
    paper = "Zheng et al. 2025, arXiv:2507.18071")
public record Gspo(
    @Default("3e-4") @Doc("How far below 1 a ratio may fall to any gain.") double epsilonLow,
    @Default("4e-4") @Doc("How far above 1 a ratio may rise to any gain.") double epsilonHigh)
    implements Loss<Tensor, Gspo.Answers> {
  /** Requires a range around 1. */
  public Gspo {
    require(
        0 <= epsilonLow && epsilonLow <= 1,
        "epsilonLow must lie between 0 and 1, was %s",
        epsilonLow);
    requireNonNegative(epsilonHigh, "epsilonHigh");
  }

  /** Makes the loss with the range of the source. */
  public Gspo() {
    this(3e-4, 4e-4);
  }

  /**
   * Answers that were tried.
   *
   * @param logProbability log-probabilities of tokens by the policy that acted, [N, L]
   * @param advantage how much better than its group an answer is, [N]
   * @param length how many tokens it has, [N]
   */
  public record Answers(
      Tensor logProbability,
      Tensor advantage,
      @In(value = Domain.LENGTH, of = "L") Tensor length) {}

  @Override
  public Tensor loss(Tensor prediction, Answers target) {
    Tensor length = target.length().unsqueeze(1);
    Tensor tokens = arange(prediction.dim(1), length.dtype()).lt(length);
    Tensor gain = where(tokens, prediction, 0).sub(where(tokens, target.logProbability(), 0));
    Tensor count = target.length().to(gain.dtype()).maximum(1);
    return new PpoClip(epsilonLow, epsilonHigh).loss(gain.sum(1).div(count), target.advantage());
  }
}
