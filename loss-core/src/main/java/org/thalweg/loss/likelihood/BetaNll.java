package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

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
 * The negative logarithm of a normal density times the variance to the power of beta, {@code v^beta
 * (log v + (m - t)^2 / v) / 2}, where the factor is constant to differentiation.
 *
 * <p>Means, variances and targets are in one shape, which the values have too. With a beta of 0 it
 * is {@link GaussianNll}, with 1 the gradient of means is that of the squared error. Variances are
 * 0 or more; those below {@code epsilon} count as epsilon. Seitzer et al., "On the pitfalls of
 * heteroscedastic uncertainty estimation with probabilistic neural networks", 2022.
 *
 * @param beta from 0, the likelihood, to 1, where all examples train the mean alike
 * @param epsilon the least variance, above 0, in the squared unit of the target
 */
@Named("beta-nll")
@Doc("The normal likelihood, whose means are trained evenly.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "constant(v)^beta (log(v)/2 + e^2/(2 v))",
    shape = "..., ...; ... -> ...",
    traits = Trait.PARTIAL_GRADIENT,
    identities = "beta=0 = gaussian-nll",
    use = "As gaussian-nll, where that leaves parts of the data badly fitted and calls them noise.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = Strength.VARYING_NOISE,
    paper = "Seitzer et al. 2022, arXiv:2203.09168")
public record BetaNll(
    @Default("0.5") @Doc("From 0, the likelihood, to 1, where all examples train the mean alike.")
        double beta,
    @Default("1e-6") @Doc("The least variance.") double epsilon)
    implements Loss<GaussianNll.Prediction, Tensor> {
  /** Requires a beta of 0 or more and a positive epsilon. */
  public BetaNll {
    requireNonNegative(beta, "beta");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss with the defaults. */
  public BetaNll() {
    this(0.5, 1e-6);
  }

  @Override
  public Tensor loss(GaussianNll.Prediction prediction, Tensor target) {
    Tensor v = GaussianNll.atLeast(prediction.variance(), epsilon);
    Tensor loss = v.log().add(prediction.mean().sub(target).square().div(v)).mul(0.5);
    return loss.mul(v.stopGradient().pow(beta));
  }
}
