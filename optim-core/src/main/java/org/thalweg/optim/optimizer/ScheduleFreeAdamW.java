package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
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
import org.thalweg.optim.transform.Scale;
import org.thalweg.optim.transform.ScheduleFreeSteps;

/**
 * AdamW without a schedule and without a mean of gradients; see {@link ScheduleFreeSteps} for the
 * formula. Evaluation takes the mean of the way.
 *
 * <p>Optax's contributed schedule_free_adamw. Defazio et al., "The road less scheduled", 2024,
 * arXiv:2405.15682.
 *
 * @param learningRate the length of a step, 0 or more; a warm-up is well taken
 * @param beta1 the share of the mean in where gradients are taken, above 0 and at most 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, 0 or more
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 * @param weightPower the power of the rate that a step has as its weight, 0 or more
 */
@Named("schedule-free-adamw")
@Doc("AdamW without a schedule.")
@OptimizerCard(
    family = OptimizerFamily.AVERAGING,
    rule =
        "v = beta2 v + (1 - beta2) g^2; z = z - learningRate (g / (sqrt(v/(1 - beta2^t)) "
            + "+ epsilon) + weightDecay p); w = (the largest learningRate so far)^weightPower; "
            + "c = w / sum of w; x = (1 - c) x + c z; p = (1 - beta1) z + beta1 x",
    state = "z, v",
    use = "Where adamw with a schedule is good, and the number of steps is not known.",
    paper = "Defazio et al. 2024, arXiv:2405.15682")
public record ScheduleFreeAdamW(
    @Default("0.0025") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of the mean in where gradients are taken.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The share of parameters that is taken off.") double weightDecay,
    @Default("2.0") @Doc("The power of the rate that is a step's weight.") double weightPower)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public ScheduleFreeAdamW {
    require(0 < beta1 && beta1 <= 1, "beta1 must be above 0 and at most 1, was %s", beta1);
    requireDecay(beta2, "beta2");
    requireNonNegative(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new ScheduleFreeSteps<>(new Scale(1), learningRate, beta1, weightPower);
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public ScheduleFreeAdamW(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0, 2);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ScheduleFreeSteps<>(
        chain(
            scaleByAdam(0, beta2, epsilon),
            addDecayedWeights(weightDecay),
            scaleByLearningRate(learningRate)),
        learningRate,
        beta1,
        weightPower);
  }
}
