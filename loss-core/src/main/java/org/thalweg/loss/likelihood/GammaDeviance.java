package org.thalweg.loss.likelihood;

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
 * The unit deviance of a gamma distribution, {@code 2 (t / m - 1 - log(t / m))} with the mean m; 0
 * at the target.
 *
 * <p>Prediction and target are in one shape, which the values have too. Targets are above 0. It
 * depends on the ratio of target and mean alone. No digits are lost near the target.
 *
 * @param logInput whether the prediction is the logarithm of the mean, any number, or the mean
 *     itself, above 0
 */
@Named("gamma-deviance")
@Doc("The deviance of amounts whose spread grows with their mean.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "2 (t/m - 1 - log(t/m)), m = exp(p) where logInput, else p",
    target = Domain.POSITIVE,
    link = "exp",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    elicits = Functional.MEAN,
    reach = 600,
    use = "Amounts above zero whose error is a share of them: prices, claims, durations.",
    tasks = Task.AMOUNTS,
    strengths = {Strength.RELATIVE_ERROR, Strength.SKEW})
public record GammaDeviance(
    @Default("true") @Doc("Whether the prediction is the logarithm of the mean.") boolean logInput)
    implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = logInput ? prediction : prediction.log();
    Tensor ratio = logInput ? target.mul(prediction.neg().exp()) : target.div(prediction);
    return Exponentials.excess(target.log().sub(log), ratio).mul(2);
  }

  @Override
  public Domain predictionDomain() {
    return logInput ? Domain.REAL : Domain.POSITIVE;
  }
}
