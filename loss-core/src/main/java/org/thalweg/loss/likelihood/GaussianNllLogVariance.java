package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative logarithm of a normal density, {@code (s + (m - t)^2 exp(-s)) / 2}, where s is the
 * logarithm of the variance.
 *
 * <p>Means, logarithms of variances and targets are in one shape, which the values have too. All
 * are any numbers, so that the model needs no positive output and no bound. Kendall and Gal, "What
 * uncertainties do we need in Bayesian deep learning for computer vision?", 2017.
 *
 * @param full whether to add the constant {@code log(2 pi) / 2}
 */
@Named("gaussian-nll-log-variance")
@Doc("The negative logarithm of a normal density, from the logarithm of its variance.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "s/2 + e^2 exp(-s)/2",
    shape = "..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    reach = 300,
    use = "As gaussian-nll, for a model whose outputs are plain numbers.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {Strength.VARYING_NOISE, Strength.CALIBRATION},
    paper = "Kendall and Gal 2017, arXiv:1703.04977")
public record GaussianNllLogVariance(
    @Default("false") @Doc("Whether to add the constant log(2 pi)/2.") boolean full)
    implements Loss<GaussianNllLogVariance.Prediction, Tensor> {
  /**
   * Means and logarithms of variances.
   *
   * @param mean the means, [...]
   * @param logVariance the logarithms of the variances, [...]
   */
  public record Prediction(Tensor mean, Tensor logVariance) {}

  @Override
  public Tensor loss(GaussianNllLogVariance.Prediction prediction, Tensor target) {
    Tensor s = prediction.logVariance;
    Tensor loss = prediction.mean.sub(target).square().mul(s.neg().exp()).add(s).mul(0.5);
    return full ? loss.add(0.5 * Math.log(2 * Math.PI)) : loss;
  }
}
