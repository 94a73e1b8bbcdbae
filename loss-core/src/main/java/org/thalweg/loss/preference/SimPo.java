package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
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
 * Simple preference optimisation: the logistic loss of {@code b (c - r) - g}.
 *
 * <p>Predictions are mean log-probabilities per token of chosen and rejected answers, c and r, in
 * one shape, which the values have too. No reference is needed. Meng, Xia and Chen, "SimPO: simple
 * preference optimization with a reference-free reward", 2024.
 *
 * @param beta the factor b of the difference, above 0
 * @param gamma the margin g of rewards
 * @param labelSmoothing the share of pairs that are the wrong way round, from 0 to below 0.5
 */
@Named("simpo")
@Doc("The preferred answer should be more probable per token than the other, by a margin.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "log(1 + exp(gamma - beta (c - r)))",
    shape = "..., ...; -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "As dpo, where there is no memory for a reference model, or answers grow too long.",
    tasks = Task.PREFERENCE,
    paper = "Meng et al. 2024, arXiv:2405.14734")
public record SimPo(
    @Default("2.0") @Doc("The factor of the difference.") double beta,
    @Default("0.5") @Doc("The margin of rewards.") double gamma,
    @Default("0.0") @Doc("The share of pairs that are the wrong way round.") double labelSmoothing)
    implements Loss<Choice, None> {
  /** Requires a positive factor, a finite margin and a share below a half. */
  public SimPo {
    requirePositive(beta, "beta");
    require(Double.isFinite(gamma), "gamma must be finite, was %s", gamma);
    require(
        0 <= labelSmoothing && labelSmoothing < 0.5,
        "labelSmoothing must lie from 0 to below 0.5, was %s",
        labelSmoothing);
  }

  /** Makes the loss with a factor of 2 and a margin of 0.5. */
  public SimPo() {
    this(2, 0.5, 0);
  }

  @Override
  public Tensor loss(Choice policy, None target) {
    Tensor z = policy.chosen().sub(policy.rejected()).mul(beta).sub(gamma);
    return Dpo.mixed(z, 1 - labelSmoothing, labelSmoothing);
  }
}
