package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByAdam;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByNesterovAdam;
import org.thalweg.optim.transform.ScaleByOptimisticGradient;

/**
 * Adam that expects its update to change as it just did; see {@link
 * org.thalweg.optim.transform.ScaleByOptimisticGradient}.
 *
 * <p>Optax's optimistic_adam_v2. Daskalakis et al., "Training GANs with optimism", 2018,
 * arXiv:1711.00141.
 *
 * @param learningRate the length of a step, 0 or more
 * @param alpha the factor of the gradient, finite
 * @param beta the factor of its change, finite
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param nesterov whether Adam's mean looks a step ahead
 */
@Named("optimistic-adam")
@Doc("Adam that expects the next change.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "u = adam(g, beta1, beta2, epsilon), which looks a step ahead if nesterov; p = p "
            + "- learningRate ((alpha + beta) u - beta u')",
    state = "m, v, u'",
    use = "Generative adversarial networks.",
    paper = "Daskalakis et al. 2018, arXiv:1711.00141")
public record OptimisticAdam(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("1.0") @Doc("The factor of the gradient.") double alpha,
    @Default("1.0") @Doc("The factor of its change.") double beta,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("true") @Doc("Whether Adam's mean looks a step ahead.") boolean nesterov)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public OptimisticAdam {
    requireRate(learningRate);
    require(Double.isFinite(alpha), "alpha must be finite, was %s", alpha);
    require(Double.isFinite(beta), "beta must be finite, was %s", beta);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public OptimisticAdam(double learningRate) {
    this(Schedule.constant(learningRate), 1, 1, 0.9, 0.999, 1e-8, true);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        nesterov
            ? new ScaleByNesterovAdam(beta1, beta2, epsilon)
            : scaleByAdam(beta1, beta2, epsilon),
        new ScaleByOptimisticGradient(alpha, beta),
        scaleByLearningRate(learningRate));
  }
}
