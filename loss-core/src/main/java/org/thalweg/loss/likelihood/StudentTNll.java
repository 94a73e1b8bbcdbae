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
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Gammas;

/**
 * The negative logarithm of a Student density with n degrees of freedom, {@code (n + 1) / 2 log(1 +
 * (e / s)^2 / n) + log s + log(n pi) / 2 + log(gamma(n / 2) / gamma((n + 1) / 2))}.
 *
 * <p>Locations, scales, degrees of freedom and targets are in one shape, which the values have too.
 * Scales and degrees are above 0. One degree is Cauchy's density, very many are the normal one, to
 * which it tends without loss of digits.
 */
@Named("student-t-nll")
@Doc("The negative logarithm of a Student density, whose tails are learned.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "(n + 1)/2 log(1 + (e/s)^2/n) + log(s) + log(n pi)/2 + log(gamma(n/2)) - log(gamma((n + 1)/2))",
    shape = "..., ..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    use = "Noise with tails that are heavy to an unknown degree.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {
      Strength.VARYING_NOISE,
      Strength.OUTLIERS,
      Strength.HEAVY_TAILS,
      Strength.CALIBRATION
    })
public record StudentTNll() implements Loss<StudentTNll.Prediction, Tensor> {
  /**
   * Locations, scales and degrees of freedom.
   *
   * @param location the centres, [...]
   * @param scale the scales, [...], in the unit of the target
   * @param degrees the degrees of freedom, [...]; the fewer, the heavier the tails
   */
  public record Prediction(
      Tensor location, @In(Domain.POSITIVE) Tensor scale, @In(Domain.POSITIVE) Tensor degrees) {}

  @Override
  public Tensor loss(StudentTNll.Prediction prediction, Tensor target) {
    Tensor n = prediction.degrees;
    Tensor s = prediction.scale;
    Tensor square = prediction.location.sub(target).div(s).square();
    Tensor tails = square.div(n).log1p().mul(n.add(1)).mul(0.5);
    Tensor half = n.mul(0.5);
    Tensor size = n.log().add(Math.log(Math.PI)).mul(0.5).add(s.log());
    return tails.add(size).sub(Gammas.logRising(half, Tensors.fullLike(half, 0.5)));
  }
}
