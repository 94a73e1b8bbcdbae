package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The clipped surrogate of proximal policy optimisation: {@code -min(r A, clip(r, 1 - l, 1 + h) A)}
 * with the ratio {@code r = exp(p - q)} of new and old probability of an action, and its advantage
 * A.
 *
 * <p>Predictions are log-probabilities p of actions or tokens by the policy; targets are those q by
 * the policy that acted, and advantages; all in one shape, which the values have too. Schulman et
 * al., "Proximal policy optimization algorithms", 2017.
 *
 * @param epsilonLow how far below 1 a ratio may fall to any gain, l, from 0 to 1
 * @param epsilonHigh how far above 1 it may rise to any gain, h, 0 or more
 */
@Named("ppo-clip")
@Doc("The gain of a policy over the one that acted, for small changes of it only.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "-min(r A, clip(r, 1 - epsilonLow, 1 + epsilonHigh) A)",
    shape = "...; ..., ... -> ...",
    reach = 600,
    use = "Reinforcement learning that uses what was tried for several steps.",
    tasks = Task.PREFERENCE,
    paper = "Schulman et al. 2017, arXiv:1707.06347")
public record PpoClip(
    @Default("0.2") @Doc("How far below 1 a ratio may fall to any gain.") double epsilonLow,
    @Default("0.2") @Doc("How far above 1 a ratio may rise to any gain.") double epsilonHigh)
    implements Loss<Tensor, PpoClip.Tried> {
  /** Requires a range around 1. */
  public PpoClip {
    require(
        0 <= epsilonLow && epsilonLow <= 1,
        "epsilonLow must lie between 0 and 1, was %s",
        epsilonLow);
    requireNonNegative(epsilonHigh, "epsilonHigh");
  }

  /** Makes the loss with ratios from 0.8 to 1.2. */
  public PpoClip() {
    this(0.2, 0.2);
  }

  /**
   * What was tried.
   *
   * @param logProbability log-probabilities by the policy that acted
   * @param advantage how much better than expected the outcome was
   */
  public record Tried(Tensor logProbability, Tensor advantage) {}

  @Override
  public Tensor loss(Tensor prediction, Tried target) {
    return loss(prediction.sub(target.logProbability()), target.advantage());
  }

  /** Returns the loss of the logarithm of a ratio. */
  Tensor loss(Tensor logRatio, Tensor advantage) {
    Tensor ratio = logRatio.exp();
    Tensor clipped = ratio.clamp(1 - epsilonLow, 1 + epsilonHigh);
    return ratio.mul(advantage).minimum(clipped.mul(advantage)).neg();
  }
}
