package org.thalweg.loss.survival;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

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

/**
 * The negative log-likelihood of an accelerated failure time model: the logarithm of the time is
 * the prediction plus noise of a distribution.
 *
 * <p>Predictions are [N], the location of the logarithm of time. Targets are bounds [N] that the
 * time is between: equal for an event that was seen, an upper bound of infinity where the example
 * was lost at the lower one, a lower bound of 0 for an event before the upper one. Values are [N],
 * in nats. Wei, "The accelerated failure time model", 1992; Barnwal et al., "Survival regression
 * with accelerated failure time model in XGBoost", 2022.
 *
 * @param distribution that of the noise
 * @param scale the scale of the noise, above 0
 */
@Named("aft")
@Doc("How unlikely bounds of a time are, if its logarithm is the prediction plus noise.")
@LossCard(
    family = Family.SURVIVAL,
    formula = "log(scale t) - log f(z) where lower = upper, else -log(F(z_upper) - F(z_lower))",
    shape = "N; N, N -> N",
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    reach = 300,
    use = "Times themselves are to be predicted, and some are only known to lie between bounds.",
    tasks = {Task.SURVIVAL, Task.AMOUNTS},
    strengths = {Strength.CENSORING},
    paper = "Barnwal et al. 2022, arXiv:2006.04920")
public record Aft(
    @Default("normal") @Doc("The distribution of the noise.") Noise distribution,
    @Default("1.0") @Doc("The scale of the noise.") double scale)
    implements Loss<Tensor, Aft.Bounds> {
  /**
   * What times are between.
   *
   * @param lower the lower bound, 0 or more
   * @param upper the upper bound, no less; it may be infinite
   */
  public record Bounds(@In(Domain.NON_NEGATIVE) Tensor lower, @In(Domain.POSITIVE) Tensor upper) {}

  /** Requires a positive scale. */
  public Aft {
    requirePositive(scale, "scale");
  }

  /** Makes the loss with normal noise of scale 1. */
  public Aft() {
    this(Noise.NORMAL, 1);
  }

  @Override
  public Tensor loss(Tensor prediction, Bounds target) {
    Tensor upper = target.upper();
    Tensor lower =
        target
            .lower()
            .guard(
                target.lower().le(upper),
                "aft: the lower bound {value} at {at} is above the upper one",
                target.lower());
    Tensor seen = lower.eq(upper);
    Tensor open = upper.eq(Double.POSITIVE_INFINITY);
    Tensor none = lower.eq(0);
    Tensor low = where(none, 1, lower).log();
    Tensor high = where(open, where(none, 1, lower).mul(2), upper).log();
    Tensor from = low.sub(prediction).div(scale);
    Tensor to = where(seen, from.add(1), high.sub(prediction).div(scale));
    Tensor interval = where(none.or(open), from.add(1), to);
    Tensor event = distribution.logDensity(from).sub(low.add(Math.log(scale)));
    Tensor bounded = distribution.logBetween(from, interval);
    Tensor ended = where(open, distribution.logAbove(from), distribution.logBelow(to));
    Tensor censored = where(none.and(open), 0, where(none.or(open), ended, bounded));
    return where(seen, event, censored).neg();
  }
}
