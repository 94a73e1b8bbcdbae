package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requireNonNegative;

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
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Gammas;

/**
 * The negative logarithm of the density of a target whose mean and variance have a
 * normal-inverse-gamma distribution, and a penalty on evidence for what is wrong, {@code weight |e|
 * (2 v + a)}.
 *
 * <p>Means, evidence v, a, b and targets are in one shape, which the values have too. All but means
 * are above 0; with an a above 1 the expected variance is {@code b / (a - 1)}, and the uncertainty
 * of the mean {@code b / (v (a - 1))}. The gradient of the penalty at the target is 0. Amini et
 * al., "Deep evidential regression", 2020.
 *
 * @param weight the factor of the penalty, 0 or more
 */
@Named("evidential-regression")
@Doc("The likelihood of a target whose mean and variance are uncertain.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "log(pi/v)/2 - a log(2 b (1 + v)) + (a + 1/2) log(v e^2 + 2 b (1 + v)) + log(gamma(a)/gamma(a + 1/2)) + weight |e| (2 v + a)",
    shape = "..., ..., ..., ...; ... -> ...",
    use =
        "One model should tell noise from its own ignorance. Check its uncertainty on held-out data before it is trusted.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = Strength.VARYING_NOISE,
    paper = "Amini et al. 2020, arXiv:1910.02600")
public record EvidentialRegression(
    @Default("0.01") @Doc("The factor of evidence for what is wrong.") double weight)
    implements Loss<EvidentialRegression.Prediction, Tensor> {
  /** Requires a weight of 0 or more. */
  public EvidentialRegression {
    requireNonNegative(weight, "weight");
  }

  /**
   * A distribution of means and variances.
   *
   * @param mean the means, [...]
   * @param evidence how many observations the mean is worth, [...]
   * @param alpha the shape of the variance, [...]
   * @param beta the scale of the variance, [...], in the squared unit of the target
   */
  public record Prediction(
      Tensor mean,
      @In(Domain.POSITIVE) Tensor evidence,
      @In(Domain.POSITIVE) Tensor alpha,
      @In(Domain.POSITIVE) Tensor beta) {}

  @Override
  public Tensor loss(EvidentialRegression.Prediction prediction, Tensor target) {
    Tensor v = prediction.evidence;
    Tensor a = prediction.alpha;
    Tensor error = prediction.mean.sub(target);
    Tensor omega = prediction.beta.mul(2).mul(v.add(1));
    Tensor square = error.square().mul(v);
    Tensor density =
        v.rdiv(Math.PI)
            .log()
            .add(square.add(omega).log())
            .mul(0.5)
            .add(a.mul(square.div(omega).log1p()))
            .sub(Gammas.logRising(a, Tensors.fullLike(a, 0.5)));
    return density.add(error.abs().mul(v.mul(2).add(a)).mul(weight));
  }
}
