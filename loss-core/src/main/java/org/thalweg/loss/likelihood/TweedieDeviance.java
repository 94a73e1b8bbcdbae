package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Exponentials;

/**
 * The unit deviance of a Tweedie distribution, whose variance is a power of its mean m: {@code 2
 * (t^(2-w) / ((1-w) (2-w)) - t m^(1-w) / (1-w) + m^(2-w) / (2-w))} with the power w.
 *
 * <p>Prediction and target are in one shape, which the values have too. Targets are 0 or more,
 * above 0 for powers of 2 or more. At 1 and 2 it is its limit, {@link PoissonDeviance} and {@link
 * GammaDeviance}; at 3 it is {@link InverseGaussianDeviance}. No digits are lost near these powers,
 * nor near the target. Between 1 and 2 it is a sum of a Poisson number of gamma amounts. Jorgensen,
 * "Exponential dispersion models", 1987.
 *
 * @param power the power of the mean that the variance is, 1 or more
 * @param logInput whether the prediction is the logarithm of the mean, any number, or the mean
 *     itself, above 0
 */
@Named("tweedie-deviance")
@Doc("The deviance of distributions whose variance is a power of their mean.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "2 (t^(2 - power)/((1 - power) (2 - power)) - t m^(1 - power)/(1 - power) + m^(2 - power)/(2 - power)), m = exp(p) where logInput, else p",
    target = Domain.NON_NEGATIVE,
    link = "exp",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    elicits = Functional.MEAN,
    reach = 600,
    identities = {
      "power=1 = poisson-deviance",
      "power=2 = gamma-deviance",
      "power=3 = inverse-gaussian-deviance"
    },
    use =
        "Totals that are often zero and otherwise skewed, such as claims of a policy or rain of a day; a power of 1.5 is a good start.",
    tasks = {Task.AMOUNTS, Task.COUNTS},
    strengths = {Strength.MANY_ZEROS, Strength.SKEW, Strength.OVERDISPERSION},
    paper = "Jorgensen 1987")
public record TweedieDeviance(
    @Default("1.5") @Doc("The power of the mean that the variance is.") double power,
    @Default("true") @Doc("Whether the prediction is the logarithm of the mean.") boolean logInput)
    implements PointwiseLoss {
  /** Requires a power of 1 or more. */
  public TweedieDeviance {
    require(
        power >= 1 && Double.isFinite(power), "power must be 1 or more and finite, was %s", power);
  }

  /** Makes the loss with the defaults. */
  public TweedieDeviance() {
    this(1.5, true);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = logInput ? prediction : prediction.log();
    Tensor none = target.eq(0);
    Tensor safe = where(none, 1, target);
    Tensor ratio = where(none, 0, log.sub(safe.log()));
    Tensor deviance = part(ratio, 2 - power).sub(part(ratio, 1 - power));
    Tensor size = power == 2 ? deviance : safe.log().mul(2 - power).exp().mul(deviance);
    return power >= 2
        ? size.mul(2)
        : where(none, where(none, log, 0).mul(2 - power).exp().mul(1 / (2 - power)), size).mul(2);
  }

  /** Returns {@code (exp(a x) - 1) / a - x}, which is 0 at 0. */
  private static Tensor part(Tensor x, double a) {
    return a == 0 ? x.mul(0) : Exponentials.excess(x.mul(a)).mul(1 / a);
  }

  @Override
  public Domain targetDomain() {
    return power < 2 ? Domain.NON_NEGATIVE : Domain.POSITIVE;
  }

  @Override
  public Domain predictionDomain() {
    return logInput ? Domain.REAL : Domain.POSITIVE;
  }
}
