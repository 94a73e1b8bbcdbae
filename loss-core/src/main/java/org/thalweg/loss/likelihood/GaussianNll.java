package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requirePositive;

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
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative logarithm of a normal density, {@code (log v + (m - t)^2 / v) / 2}.
 *
 * <p>Means, variances and targets are in one shape, which the values have too. Variances are 0 or
 * more; those below {@code epsilon} count as epsilon, and as in PyTorch their gradient is that at
 * epsilon, so that they can grow again. Nix and Weigend, "Estimating the mean and variance of the
 * target probability distribution", 1994.
 *
 * @param full whether to add the constant {@code log(2 pi) / 2}
 * @param epsilon the least variance, above 0, in the squared unit of the target
 */
@Named("gaussian-nll")
@Doc("The negative logarithm of a normal density.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "log(v)/2 + e^2/(2 v)",
    shape = "..., ...; ... -> ...",
    traits = Trait.PROPER,
    use =
        "The noise differs from example to example and should be known. Start from a trained mean, or take beta-nll, which trains more evenly.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {Strength.VARYING_NOISE, Strength.CALIBRATION},
    paper = "Nix and Weigend 1994, doi:10.1109/ICNN.1994.374138")
public record GaussianNll(
    @Default("false") @Doc("Whether to add the constant log(2 pi)/2.") boolean full,
    @Default("1e-6") @Doc("The least variance.") double epsilon)
    implements Loss<GaussianNll.Prediction, Tensor> {
  /** Requires a positive epsilon. */
  public GaussianNll {
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss with the defaults. */
  public GaussianNll() {
    this(false, 1e-6);
  }

  /**
   * Means and variances.
   *
   * @param mean the means, [...]
   * @param variance the variances, [...], in the squared unit of the target
   */
  public record Prediction(Tensor mean, @In(Domain.NON_NEGATIVE) Tensor variance) {}

  @Override
  public Tensor loss(GaussianNll.Prediction prediction, Tensor target) {
    Tensor v = atLeast(prediction.variance, epsilon);
    Tensor loss = v.log().add(prediction.mean.sub(target).square().div(v)).mul(0.5);
    return full ? loss.add(0.5 * Math.log(2 * Math.PI)) : loss;
  }

  /** Returns values raised to a bound; the gradient is as if they were there of themselves. */
  static Tensor atLeast(Tensor values, double bound) {
    return values.add(values.maximum(bound).sub(values).stopGradient());
  }
}
