package org.thalweg.loss.likelihood;

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
 * The unit deviance of a Poisson distribution, {@code 2 (t log(t / m) - t + m)} with the mean m; 0
 * at the target.
 *
 * <p>Prediction and target are in one shape, which the values have too. Targets are 0 or more. No
 * digits are lost near the target.
 *
 * @see PoissonNll
 * @param logInput whether the prediction is the logarithm of the mean, any number, or the mean
 *     itself, above 0
 */
@Named("poisson-deviance")
@Doc("Twice how much less likely a count is than under its own mean.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "2 (t (log t - log m) - t + m), m = exp(p) where logInput, else p",
    target = Domain.NON_NEGATIVE,
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    elicits = Functional.MEAN,
    reach = 600,
    use = "As poisson-nll, but 0 at the target, so that values tell how good a fit is.",
    tasks = Task.COUNTS,
    strengths = {Strength.MANY_ZEROS, Strength.SKEW})
public record PoissonDeviance(
    @Default("true") @Doc("Whether the prediction is the logarithm of the mean.") boolean logInput)
    implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = logInput ? prediction : prediction.log();
    Tensor none = target.eq(0);
    Tensor safe = where(none, 1, target);
    Tensor deviance = Exponentials.excess(where(none, 0, log.sub(safe.log()))).mul(safe);
    return where(none, where(none, log, 0).exp(), deviance).mul(2);
  }

  @Override
  public Domain predictionDomain() {
    return logInput ? Domain.REAL : Domain.POSITIVE;
  }
}
