package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Contrastive preference optimisation: the logistic loss of {@code b (c - r)}, and the negative
 * log-likelihood of the chosen answer.
 *
 * <p>Predictions are the log-probabilities of chosen and rejected answers, c and r, sums over
 * tokens, and the mean per token m of the chosen; in one shape, which the values have too. Xu et
 * al., "Contrastive preference optimization", 2024.
 *
 * @param beta the factor b of the difference, above 0
 * @param alpha the factor of the negative log-likelihood, 0 or more
 * @param labelSmoothing the share of pairs that are the wrong way round, from 0 to below 0.5
 */
@Named("cpo")
@Doc("The preferred answer should be more probable than the other, and probable as such.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "log(1 + exp(-beta (c - r))) - alpha m",
    shape = "..., ..., ...; -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Translation and other tasks whose preferred answer is worth imitating.",
    tasks = Task.PREFERENCE,
    paper = "Xu et al. 2024, arXiv:2401.08417")
public record Cpo(
    @Default("0.1") @Doc("The factor of the difference.") double beta,
    @Default("1.0") @Doc("The factor of the negative log-likelihood.") double alpha,
    @Default("0.0") @Doc("The share of pairs that are the wrong way round.") double labelSmoothing)
    implements Loss<Cpo.Policy, None> {
  /** Requires a positive factor, a weight and a share below a half. */
  public Cpo {
    requirePositive(beta, "beta");
    requireNonNegative(alpha, "alpha");
    require(
        0 <= labelSmoothing && labelSmoothing < 0.5,
        "labelSmoothing must lie from 0 to below 0.5, was %s",
        labelSmoothing);
  }

  /** Makes the loss with a factor of 0.1. */
  public Cpo() {
    this(0.1, 1, 0);
  }

  /**
   * Log-probabilities by the policy.
   *
   * @param chosen those of the preferred answers
   * @param rejected those of the others
   * @param chosenMean the mean per token of those of the preferred answers
   */
  public record Policy(Tensor chosen, Tensor rejected, Tensor chosenMean) {}

  @Override
  public Tensor loss(Policy policy, None target) {
    Tensor z = policy.chosen().sub(policy.rejected()).mul(beta);
    return Dpo.mixed(z, 1 - labelSmoothing, labelSmoothing).sub(policy.chosenMean().mul(alpha));
  }
}
