package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ProdigySteps;

/**
 * Prodigy: AdamW whose rate is an estimate of the distance to a solution; see {@link ProdigySteps}
 * for the formula.
 *
 * <p>Optax's contributed prodigy. Mishchenko and Defazio, "Prodigy: an expeditiously adaptive
 * parameter-free learner", 2023, arXiv:2306.06101.
 *
 * @param learningRate the factor of the estimate, 0 or more; a schedule from 1 down is well taken
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param initial the estimate before the first step, above 0
 * @param growth the factor of estimates, above 0
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 * @param safeguardWarmup whether sums leave the rate out, for schedules that start near 0
 */
@Named("prodigy")
@Doc("AdamW whose rate is an estimate of the distance to a solution.")
@OptimizerCard(
    family = OptimizerFamily.PARAMETER_FREE,
    rule =
        "r = d learningRate sqrt(1 - beta2^t) / (1 - beta1^t); m = beta1 m + (1 - beta1) "
            + "d g; v = beta2 v + (1 - beta2) d^2 g^2; s = sqrt(beta2) s + r d g / initial; n = "
            + "sqrt(beta2) n + r d <g, p0 - p> / initial; d = max(d, growth n / |s|_1); p = p - "
            + "r (m / (sqrt(v) + d epsilon) + weightDecay p); the first d is initial",
    state = "m, v, s, p0",
    use = "AdamW without a search for the rate.",
    paper = "Mishchenko and Defazio 2023, arXiv:2306.06101")
public record Prodigy(
    @Default("1.0") @Doc("The factor of the estimate.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-6") @Doc("The estimate before the first step.") double initial,
    @Default("1.0") @Doc("The factor of estimates.") double growth,
    @Default("0.0") @Doc("The share of parameters that is taken off.") double weightDecay,
    @Default("false") @Doc("Whether sums leave the rate out.") boolean safeguardWarmup)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Prodigy {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requirePositive(initial, "initial");
    requirePositive(growth, "growth");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes Prodigy with defaults. */
  public Prodigy() {
    this(Schedule.constant(1), 0.9, 0.999, 1e-8, 1e-6, 1, 0, false);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ProdigySteps(
        learningRate, beta1, beta2, epsilon, initial, growth, weightDecay, safeguardWarmup);
  }
}
