package org.thalweg.loss.likelihood;

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
 * The negative logarithm of a Laplace density, {@code log(2 s) + |m - t| / s}; the gradient of m at
 * the target is 0.
 *
 * <p>Locations, scales and targets are in one shape, which the values have too. Scales are above 0.
 */
@Named("laplace-nll")
@Doc("The negative logarithm of a Laplace density.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "log(2 s) + |e|/s",
    shape = "..., ...; ... -> ...",
    traits = Trait.PROPER,
    use = "The noise differs from example to example and has outliers.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {
      Strength.VARYING_NOISE,
      Strength.OUTLIERS,
      Strength.HEAVY_TAILS,
      Strength.CALIBRATION
    })
public record LaplaceNll() implements Loss<LaplaceNll.Prediction, Tensor> {
  /**
   * Locations and scales.
   *
   * @param location the medians, [...]
   * @param scale the mean distances from the median, [...], in the unit of the target
   */
  public record Prediction(Tensor location, @In(Domain.POSITIVE) Tensor scale) {}

  @Override
  public Tensor loss(LaplaceNll.Prediction prediction, Tensor target) {
    Tensor distance = prediction.location.sub(target).abs();
    return distance.div(prediction.scale).add(prediction.scale.mul(2).log());
  }
}
