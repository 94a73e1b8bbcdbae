package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.AveragedWeights;

/**
 * Any optimizer, evaluated with a mean of all its weights that may lean to later ones: {@code a = a
 * + (1 + power) / (t + power) (p - a)}.
 *
 * <p>Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992; the
 * leaning form: Shamir and Zhang, "Stochastic gradient descent for non-smooth optimization", 2013,
 * arXiv:1212.1824.
 *
 * @param optimizer what moves the weights
 * @param power how far the mean leans, 0 or more; 0 for the plain mean, 8 as DoG's authors have it
 */
@Named("polyak-averaging")
@Doc("An optimizer evaluated with a mean of all its weights.")
@OptimizerCard(
    family = OptimizerFamily.AVERAGING,
    rule = "p = p + u; a = a + (1 + power)/(t + power) (p - a); evaluate with a",
    state = "a",
    use = "Convex problems with noise, and dog.",
    paper = "Polyak and Juditsky 1992; Shamir and Zhang 2013, arXiv:1212.1824")
public record PolyakAveraging(
    @Doc("What moves the weights.") Optimizer optimizer,
    @Default("0.0") @Doc("How far the mean leans to later weights.") double power)
    implements Optimizer {
  /** Requires a power of 0 or more. */
  public PolyakAveraging {
    requireNonNegative(power, "power");
  }

  @Override
  public GradientTransform<?> transform() {
    return new AveragedWeights<>(optimizer.transform(), new AveragedWeights.Leaning(power));
  }
}
