package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.requireRate;
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
import org.thalweg.optim.transform.Momentum;

/**
 * Gradient descent with momentum and decoupled weight decay; see {@link
 * org.thalweg.optim.transform.Momentum}.
 *
 * <p>Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, arXiv:1711.05101.
 *
 * @param learningRate the length of a step, 0 or more
 * @param momentum the share of itself that the momentum keeps at a step, 0 or more
 * @param dampening the share of a gradient that the momentum leaves out
 * @param nesterov whether to look ahead; it takes a positive momentum and no dampening
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("sgdw")
@Doc("Gradient descent with momentum and decoupled weight decay.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule =
        "b = momentum b + (1 - dampening) g, the first b is g; p = p - learningRate ((g + "
            + "momentum b if nesterov, else b) + weightDecay p)",
    state = "b if there is momentum",
    use = "As sgd, with a decay that does not depend on the momentum.",
    paper = "Loshchilov and Hutter 2019, arXiv:1711.05101")
public record SgdW(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.0") @Doc("The share of itself that the momentum keeps at a step.") double momentum,
    @Default("0.0") @Doc("The share of a gradient that the momentum leaves out.") double dampening,
    @Default("false") @Doc("Whether to look ahead.") boolean nesterov,
    @Default("0.01") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public SgdW {
    requireRate(learningRate);
    requireNonNegative(momentum, "momentum");
    require(Double.isFinite(dampening), "dampening must be finite, was %s", dampening);
    requireNonNegative(weightDecay, "weightDecay");
    require(
        !nesterov || momentum > 0 && dampening == 0,
        "nesterov takes a positive momentum and no dampening, were %s and %s",
        momentum,
        dampening);
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public SgdW(double learningRate) {
    this(Schedule.constant(learningRate), 0, 0, false, 0.01);
  }

  @Override
  public GradientTransform<?> transform() {
    GradientTransform<?> decay = addDecayedWeights(weightDecay);
    GradientTransform<?> down = scaleByLearningRate(learningRate);
    return momentum == 0
        ? chain(decay, down)
        : chain(new Momentum(momentum, dampening, nesterov), decay, down);
  }
}
