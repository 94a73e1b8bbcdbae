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
 * The continuous ranked probability score of a logistic distribution, {@code s (z + 2 softplus(-z)
 * - 1)} with {@code z = (t - m) / s}.
 *
 * <p>Locations, scales and targets are in one shape, which the values have too, in the unit of the
 * target. Scales are above 0. Gneiting and Raftery, "Strictly proper scoring rules, prediction, and
 * estimation", 2007.
 */
@Named("crps-logistic")
@Doc("How far a logistic distribution is from what came to pass.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "|e| + 2 s log(1 + exp(-|e|/s)) - s",
    shape = "..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER, Trait.ROBUST},
    use = "As crps-gaussian, for tails that are a little heavier.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {Strength.VARYING_NOISE, Strength.CALIBRATION, Strength.OUTLIERS},
    paper = "Gneiting and Raftery 2007, doi:10.1198/016214506000001437")
public record CrpsLogistic() implements Loss<CrpsLogistic.Prediction, Tensor> {
  /**
   * Locations and scales.
   *
   * @param location the means, [...]
   * @param scale the scales, [...], in the unit of the target
   */
  public record Prediction(Tensor location, @In(Domain.POSITIVE) Tensor scale) {}

  @Override
  public Tensor loss(CrpsLogistic.Prediction prediction, Tensor target) {
    Tensor distance = target.sub(prediction.location).abs();
    Tensor tail = distance.div(prediction.scale).neg().softplus();
    return distance.add(prediction.scale.mul(tail.mul(2).sub(1)));
  }
}
