package org.thalweg.loss.survival;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * DeepHit for several kinds of events: the likelihood of discrete times and kinds, and a loss of
 * pairs for each kind, in which the one with the earlier event should have had the higher risk.
 *
 * <p>Predictions are logits [N, R, K] of R kinds in K intervals, of all of which together, with a
 * logit of 0 for later times, the softmax is taken. Otherwise as {@link DeepHit}; the losses of
 * pairs of all kinds are added. Values are [N]. As in pycox. Lee et al., "DeepHit", 2018.
 *
 * @param alpha the share of the likelihood, from 0 to 1
 * @param sigma how far apart risks should be, above 0
 */
@Named("competing-risks-deep-hit")
@Doc("The likelihood of times and kinds of events, and how far risks are from their order.")
@LossCard(
    family = Family.SURVIVAL,
    formula =
        "-alpha log(f) + (1 - alpha) sum_r mean_j 1(t_i < t_j) exp((F_rj(t_i) - F_ri(t_i)) / sigma)",
    shape = "N R K; N, N -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "Several kinds of events of which the first ends the observation, such as causes of death.",
    tasks = {Task.SURVIVAL, Task.RANKING},
    strengths = {Strength.CENSORING},
    paper = "Lee et al. 2018, doi:10.1609/aaai.v32i1.11842")
public record CompetingRisksDeepHit(
    @Default("0.2") @Doc("The share of the likelihood.") double alpha,
    @Default("0.1") @Doc("How far apart risks should be.") double sigma)
    implements BatchLoss<Tensor, CompetingRisksDeepHit.Target> {
  private static final double NEVER = -1e30;

  /**
   * Times and kinds, [N] each.
   *
   * @param intervals the interval in which the event was, or in which the example was lost, from 0
   * @param kinds the kind of event, from 0, or -1 if none was seen
   */
  public record Target(
      @In(value = Domain.CLASS_INDEX, of = "K") Tensor intervals,
      @In(value = Domain.CLASS_INDEX_OR_NONE, of = "R") Tensor kinds) {}

  /** Requires a share from 0 to 1 and a positive sigma. */
  public CompetingRisksDeepHit {
    require(0 <= alpha && alpha <= 1, "alpha must lie between 0 and 1, was %s", alpha);
    requirePositive(sigma, "sigma");
  }

  /** Makes the loss with an alpha of 0.2 and a sigma of 0.1. */
  public CompetingRisksDeepHit() {
    this(0.2, 0.1);
  }

  @Override
  public Tensor loss(Tensor prediction, Target target, Tensor counted) {
    Tensor logs = prediction.flatten(1).pad(1, 0, 1, 0).logSoftmax(1);
    Tensor inside = logs.slice(1, 0, logs.dim(1) - 1).reshape(prediction.shape());
    Tensor kind =
        target.kinds().unsqueeze(1).eq(Tensors.arange(prediction.dim(1), target.kinds().dtype()));
    Tensor interval = Tensors.arange(prediction.dim(2), target.intervals().dtype());
    Tensor at = interval.eq(target.intervals().unsqueeze(1)).unsqueeze(1).and(kind.unsqueeze(2));
    Tensor later = interval.gt(target.intervals().unsqueeze(1)).unsqueeze(1);
    Tensor lost = where(later, inside, NEVER).flatten(1);
    Tensor event = kind.any(1);
    Tensor survived = Tensors.concat(1, lost, logs.slice(1, -1, logs.dim(1))).logSumExp(1);
    Tensor likelihood = where(event, where(at, inside, 0).sum(1, 2), survived).neg();
    Tensor risks = inside.exp().cumsum(2);
    Tensor order = Tensors.zerosLike(likelihood);
    for (int r = 0; r < prediction.dim(1); r++) {
      Tensor pairs = pairs(target.intervals(), kind.select(1, r), event, counted);
      order = order.add(order(risks.select(1, r), target.intervals(), pairs, counted, sigma));
    }
    return likelihood.mul(alpha).add(order.mul(1 - alpha));
  }

  /**
   * Returns which examples j are known to outlive the event of i, [N, N].
   *
   * @param has which examples have their event
   * @param ended which have any event
   */
  static Tensor pairs(Tensor intervals, Tensor has, Tensor ended, Tensor counted) {
    Tensor own = intervals.unsqueeze(1);
    Tensor longer = own.lt(intervals).or(own.eq(intervals).and(ended.not()));
    return longer.and(has.unsqueeze(1)).and(counted).and(counted.unsqueeze(1));
  }

  /** Returns the mean over examples j of how far risks are from the order of events. */
  static Tensor order(Tensor risks, Tensor intervals, Tensor pairs, Tensor counted, double sigma) {
    Tensor own = intervals.unsqueeze(1);
    Tensor of = risks.t().take(intervals, 0);
    Tensor ahead = of.sub(risks.takeAlong(own, 1));
    Tensor count = counted.sum().to(risks.dtype()).maximum(1);
    return where(pairs, ahead.div(sigma).exp(), 0).sum(1).div(count);
  }
}
