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
 * The unit deviance of an inverse Gaussian distribution, {@code (t - m)^2 / (t m^2)} with the mean
 * m.
 *
 * <p>Prediction and target are in one shape, which the values have too. Targets are above 0.
 *
 * @param logInput whether the prediction is the logarithm of the mean, any number, or the mean
 *     itself, above 0
 */
@Named("inverse-gaussian-deviance")
@Doc("The deviance of amounts with a very long tail.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "(1 - t/m)^2/t, m = exp(p) where logInput, else p",
    target = Domain.POSITIVE,
    link = "exp",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    elicits = Functional.MEAN,
    reach = 300,
    use = "Amounts whose variance grows with the cube of their mean.",
    tasks = Task.AMOUNTS,
    strengths = {Strength.SKEW, Strength.HEAVY_TAILS})
public record InverseGaussianDeviance(
    @Default("true") @Doc("Whether the prediction is the logarithm of the mean.") boolean logInput)
    implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return excess(prediction, target).square().div(target);
  }

  /** Returns {@code t / m - 1}. */
  private Tensor excess(Tensor prediction, Tensor target) {
    if (logInput) {
      Tensor ratio = target.mul(prediction.neg().exp());
      return Exponentials.expm1(target.log().sub(prediction), ratio);
    }
    Tensor ratio = target.div(prediction);
    Tensor near = ratio.gt(0.5).and(ratio.lt(2));
    return where(near, target.sub(prediction).div(prediction), ratio.sub(1));
  }

  @Override
  public Domain predictionDomain() {
    return logInput ? Domain.REAL : Domain.POSITIVE;
  }
}
