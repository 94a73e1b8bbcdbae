package org.thalweg.loss.survival;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * DeepHit for one kind of event: the likelihood of discrete times and a loss of pairs, in which the
 * one with the earlier event should have had the higher risk by then.
 *
 * <p>Predictions are logits [N, K] as those of {@link PmfSurvival}, whose value is weighted by
 * alpha; by {@code 1 - alpha} that of pairs: {@code exp((F_j(t_i) - F_i(t_i)) / sigma)} averaged
 * over all examples j of the batch, 0 where j is not known to outlive the event of i. F is the
 * probability of an event up to an interval. Values are [N]. As in pycox. Lee et al., "DeepHit",
 * 2018.
 *
 * @param alpha the share of the likelihood, from 0 to 1
 * @param sigma how far apart risks should be, above 0
 */
@Named("deep-hit")
@Doc("The likelihood of discrete times, and how far risks are from the order of events.")
@LossCard(
    family = Family.SURVIVAL,
    formula =
        "alpha L + (1 - alpha) mean_j 1(t_i < t_j) exp((F_j(t_i) - F_i(t_i)) / sigma), L = pmfSurvival(p, t)",
    shape = "N K; N, N -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    identities = "alpha=1 = pmf-survival",
    use = "As pmf-survival, where the order of risks (the concordance) is the metric.",
    tasks = {Task.SURVIVAL, Task.RANKING},
    strengths = {Strength.CENSORING},
    paper = "Lee et al. 2018, doi:10.1609/aaai.v32i1.11842")
public record DeepHit(
    @Default("0.2") @Doc("The share of the likelihood.") double alpha,
    @Default("0.1") @Doc("How far apart risks should be.") double sigma)
    implements BatchLoss<Tensor, Intervals> {
  /** Requires a share from 0 to 1 and a positive sigma. */
  public DeepHit {
    require(0 <= alpha && alpha <= 1, "alpha must lie between 0 and 1, was %s", alpha);
    requirePositive(sigma, "sigma");
  }

  /** Makes the loss with an alpha of 0.2 and a sigma of 0.1. */
  public DeepHit() {
    this(0.2, 0.1);
  }

  @Override
  public Tensor loss(Tensor prediction, Intervals target, Tensor counted) {
    Tensor likelihood = target.likelihood(prediction);
    Tensor shares = prediction.pad(1, 0, 1, 0).softmax(1);
    Tensor risks = shares.slice(1, 0, prediction.dim(1)).cumsum(1);
    Tensor pairs =
        CompetingRisksDeepHit.pairs(target.intervals(), target.events(), target.events(), counted);
    Tensor order = CompetingRisksDeepHit.order(risks, target.intervals(), pairs, counted, sigma);
    return likelihood.mul(alpha).add(order.mul(1 - alpha));
  }
}
