package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
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
import org.thalweg.optim.transform.ScaleByOptimisticGradient;

/**
 * Gradient descent that expects the gradient to change as it just did; see {@link
 * org.thalweg.optim.transform.ScaleByOptimisticGradient}.
 *
 * <p>Optax's optimistic_gradient_descent. Mokhtari, Ozdaglar and Pattathil 2019, arXiv:1901.08511.
 *
 * @param learningRate the length of a step, 0 or more
 * @param alpha the factor of the gradient, finite
 * @param beta the factor of its change, finite
 */
@Named("optimistic-gradient-descent")
@Doc("Gradient descent that expects the next change.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule = "p = p - learningRate ((alpha + beta) g - beta g')",
    state = "g'",
    use = "Games and saddle points, where gradient descent circles.",
    paper = "Mokhtari, Ozdaglar and Pattathil 2019, arXiv:1901.08511")
public record OptimisticGradientDescent(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("1.0") @Doc("The factor of the gradient.") double alpha,
    @Default("1.0") @Doc("The factor of its change.") double beta)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public OptimisticGradientDescent {
    requireRate(learningRate);
    require(Double.isFinite(alpha), "alpha must be finite, was %s", alpha);
    require(Double.isFinite(beta), "beta must be finite, was %s", beta);
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public OptimisticGradientDescent(double learningRate) {
    this(Schedule.constant(learningRate), 1, 1);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(new ScaleByOptimisticGradient(alpha, beta), scaleByLearningRate(learningRate));
  }
}
