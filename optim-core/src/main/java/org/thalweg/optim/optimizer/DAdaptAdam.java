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
import org.thalweg.optim.transform.DAdaptAdamSteps;

/**
 * AdamW whose rate is a lower bound of the distance to a solution; see {@link DAdaptAdamSteps} for
 * the formula.
 *
 * <p>Optax's contributed dadapt_adamw. Defazio and Mishchenko, "Learning-rate-free learning by
 * D-adaptation", 2023, arXiv:2301.07733.
 *
 * @param learningRate the factor of the estimate, 0 or more; a schedule from 1 down is well taken
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param initial the estimate before the first step, above 0
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 */
@Named("d-adapt-adam")
@Doc("AdamW whose rate is a lower bound of the distance to a solution.")
@OptimizerCard(
    family = OptimizerFamily.PARAMETER_FREE,
    rule =
        "r = d learningRate sqrt(1 - beta2^t) / (1 - beta1^t); n = sqrt(beta2) n + (1 - "
            + "sqrt(beta2)) r <g, s / (sqrt(v) + epsilon)>; m = beta1 m + (1 - beta1) r g; v = "
            + "beta2 v + (1 - beta2) g^2; s = sqrt(beta2) s + (1 - sqrt(beta2)) r g; d = max(d, "
            + "n / ((1 - sqrt(beta2)) |s|_1)); p = p - m / (sqrt(v) + epsilon) - r weightDecay "
            + "p; the first d is initial",
    state = "m, v, s",
    use = "AdamW without a search for the rate; prodigy finds it sooner.",
    paper = "Defazio and Mishchenko 2023, arXiv:2301.07733")
public record DAdaptAdam(
    @Default("1.0") @Doc("The factor of the estimate.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-6") @Doc("The estimate before the first step.") double initial,
    @Default("0.0") @Doc("The share of parameters that is taken off.") double weightDecay)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public DAdaptAdam {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requirePositive(initial, "initial");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with defaults. */
  public DAdaptAdam() {
    this(Schedule.constant(1), 0.9, 0.999, 1e-8, 1e-6, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return new DAdaptAdamSteps(learningRate, beta1, beta2, epsilon, initial, weightDecay);
  }
}
