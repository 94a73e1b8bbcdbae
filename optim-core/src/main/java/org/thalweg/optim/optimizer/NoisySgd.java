package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.AddAnnealedNoise;

/**
 * Gradient descent with normal noise of the variance {@code eta / t^gamma}; see {@link
 * org.thalweg.optim.transform.AddAnnealedNoise}.
 *
 * <p>Optax's noisy_sgd, with this framework's random numbers. Neelakantan et al. 2015,
 * arXiv:1511.06807.
 *
 * @param learningRate the length of a step, 0 or more
 * @param eta the variance at the first step, 0 or more
 * @param gamma how fast the variance falls, 0 or more
 * @param seed the seed of the noise
 */
@Named("noisy-sgd")
@Doc("Gradient descent with noise that gets smaller.")
@OptimizerCard(
    family = OptimizerFamily.NOISE,
    rule = "p = p - learningRate (g + normal noise of variance eta / t^gamma)",
    use = "Very deep networks with a poor start.",
    paper = "Neelakantan et al. 2015, arXiv:1511.06807")
public record NoisySgd(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.01") @Doc("The variance at the first step.") double eta,
    @Default("0.55") @Doc("How fast the variance falls.") double gamma,
    @Default("0") @Doc("The seed of the noise.") long seed)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public NoisySgd {
    requireRate(learningRate);
    requireNonNegative(eta, "eta");
    requireNonNegative(gamma, "gamma");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public NoisySgd(double learningRate) {
    this(Schedule.constant(learningRate), 0.01, 0.55, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(new AddAnnealedNoise(eta, gamma, seed), scaleByLearningRate(learningRate));
  }
}
