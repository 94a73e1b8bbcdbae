package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.isConstant;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.range.Ranges.shown;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
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
import org.thalweg.optim.range.Ranges;
import org.thalweg.optim.transform.Momentum;

/**
 * Stochastic gradient descent with momentum: {@code g = g + weightDecay p; b = momentum b + (1 -
 * dampening) g; p = p - learningRate b}, where the first b is g; with Nesterov's form {@code p = p
 * - learningRate (g + momentum b)}.
 *
 * <p>PyTorch's SGD. Without momentum, dampening has no effect.
 *
 * @param learningRate the length of a step per unit of slope, 0 or more
 * @param momentum the share of itself that the momentum keeps at a step, a number or a schedule, 0
 *     or more, 0.9 usually
 * @param dampening the share of a gradient that the momentum leaves out
 * @param nesterov whether to look ahead; it takes a positive momentum and no dampening
 * @param weightDecay the factor of a penalty on squares of parameters, 0 or more
 */
@Named("sgd")
@Doc("Steps against the gradient, with momentum.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule =
        "g = g + weightDecay p; b = momentum b + (1 - dampening) g, the first b is g; p = "
            + "p - learningRate (g + momentum b if nesterov, else b)",
    state = "b if there is momentum",
    use = "Images and whatever has been tuned with it; needs a schedule.",
    paper = "Robbins and Monro 1951; Polyak 1964; Sutskever et al. 2013")
public record Sgd(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.0") @Doc("The share of itself that the momentum keeps at a step.")
        Schedule momentum,
    @Default("0.0") @Doc("The share of a gradient that the momentum leaves out.") double dampening,
    @Default("false") @Doc("Whether to look ahead.") boolean nesterov,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires non-negative numbers, and what Nesterov's form takes. */
  public Sgd {
    requireRate(learningRate);
    Ranges.requireNonNegative(momentum, "momentum");
    require(Double.isFinite(dampening), "dampening must be finite, was %s", dampening);
    require(
        !nesterov || !isConstant(momentum, 0) && dampening == 0,
        "nesterov takes a positive momentum and no dampening, were %s and %s",
        shown(momentum),
        dampening);
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes SGD with a constant momentum. */
  public Sgd(
      Schedule learningRate,
      double momentum,
      double dampening,
      boolean nesterov,
      double weightDecay) {
    this(learningRate, Schedule.constant(momentum), dampening, nesterov, weightDecay);
  }

  /** Makes SGD with a constant rate and momentum. */
  public Sgd(double learningRate, double momentum) {
    this(Schedule.constant(learningRate), momentum, 0, false, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return isConstant(momentum, 0)
        ? chain(addDecayedWeights(weightDecay), scaleByLearningRate(learningRate))
        : chain(
            addDecayedWeights(weightDecay),
            new Momentum(momentum, dampening, nesterov),
            scaleByLearningRate(learningRate));
  }
}
