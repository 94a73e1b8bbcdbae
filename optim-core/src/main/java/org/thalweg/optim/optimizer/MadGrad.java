package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByMadgrad;

/**
 * MADGRAD; see {@link org.thalweg.optim.transform.ScaleByMadgrad}.
 *
 * <p>Optax's contrib.madgrad. Defazio and Jelassi 2021, arXiv:2101.11075.
 *
 * @param learningRate the length of a step, 0 or more
 * @param momentum the share of the parameter in the next one, from 0 to below 1
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 * @param epsilon what is added to the cube root and to the rate, above 0
 */
@Named("madgrad")
@Doc("Dual averages of gradients over the cube root of their squares.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; c = (learningRate + epsilon) sqrt(t); s = s + c g; v = v "
            + "+ c g^2; p = momentum p + (1 - momentum) (p0 - s / (cbrt(v) + epsilon))",
    state = "p0, s, v",
    use = "Vision and language with less decay than sgd or adam.",
    paper = "Defazio and Jelassi 2021, arXiv:2101.11075")
public record MadGrad(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of the parameter in the next one.") double momentum,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("1e-6") @Doc("What is added to the cube root and to the rate.") double epsilon)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public MadGrad {
    requireRate(learningRate);
    requireDecay(momentum, "momentum");
    requireNonNegative(weightDecay, "weightDecay");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public MadGrad(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0, 1e-6);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay), new ScaleByMadgrad(learningRate, momentum, epsilon));
  }
}
