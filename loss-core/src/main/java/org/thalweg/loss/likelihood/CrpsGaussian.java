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
 * The continuous ranked probability score of a normal distribution: the squared distance of its
 * distribution function from the step at the target.
 *
 * <p>Means, standard deviations and targets are in one shape, which the values have too, in the
 * unit of the target. Deviations are above 0. As the deviation shrinks it tends to the absolute
 * error. Gneiting et al., "Calibrated probabilistic forecasting using ensemble model output
 * statistics and minimum CRPS estimation", 2005.
 */
@Named("crps-gaussian")
@Doc("How far a normal distribution is from what came to pass.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "e (2 Phi(e/s) - 1) + 2 s phi(e/s) - s/sqrt(pi)",
    shape = "..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER, Trait.ROBUST},
    use =
        "Probabilistic forecasts in the unit of the target; milder to outliers than gaussian-nll.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {Strength.VARYING_NOISE, Strength.CALIBRATION, Strength.OUTLIERS},
    paper = "Gneiting et al. 2005, doi:10.1175/MWR2904.1")
public record CrpsGaussian() implements Loss<CrpsGaussian.Prediction, Tensor> {
  /**
   * Means and standard deviations.
   *
   * @param mean the means, [...]
   * @param deviation the standard deviations, [...], in the unit of the target
   */
  public record Prediction(Tensor mean, @In(Domain.POSITIVE) Tensor deviation) {}

  @Override
  public Tensor loss(CrpsGaussian.Prediction prediction, Tensor target) {
    Tensor error = target.sub(prediction.mean);
    Tensor z = error.div(prediction.deviation);
    Tensor density = z.square().mul(-0.5).exp().mul(Math.sqrt(2 / Math.PI));
    Tensor spread = prediction.deviation.mul(density.sub(1 / Math.sqrt(Math.PI)));
    return error.mul(z.mul(Math.sqrt(0.5)).erf()).add(spread);
  }
}
