package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.optim.transform.Scale;
import org.thalweg.optim.transform.ScheduleFreeSteps;

/**
 * Gradient descent without a schedule; see {@link ScheduleFreeSteps} for the formula. Evaluation
 * takes the mean of the way.
 *
 * <p>Optax's contributed schedule_free_sgd. Defazio et al., "The road less scheduled", 2024,
 * arXiv:2405.15682.
 *
 * @param learningRate the length of a step per unit of slope, 0 or more; a warm-up is well taken
 * @param beta the share of the mean in where gradients are taken, above 0 and at most 1
 * @param weightDecay the factor of a penalty on squares of parameters, 0 or more
 * @param weightPower the power of the rate that a step has as its weight, 0 or more
 */
@Named("schedule-free-sgd")
@Doc("Gradient descent without a schedule.")
@OptimizerCard(
    family = OptimizerFamily.AVERAGING,
    rule =
        "z = z - learningRate (g + weightDecay p); w = (the largest learningRate so "
            + "far)^weightPower; c = w / sum of w; x = (1 - c) x + c z; p = (1 - beta) z + beta "
            + "x",
    state = "z",
    use = "Where sgd with a schedule is good; rates are larger, and there is no last step.",
    paper = "Defazio et al. 2024, arXiv:2405.15682")
public record ScheduleFreeSgd(
    @Default("1.0") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of the mean in where gradients are taken.") double beta,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("2.0") @Doc("The power of the rate that is a step's weight.") double weightPower)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public ScheduleFreeSgd {
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new ScheduleFreeSteps<>(new Scale(1), learningRate, beta, weightPower);
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public ScheduleFreeSgd(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0, 2);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ScheduleFreeSteps<>(
        chain(addDecayedWeights(weightDecay), scaleByLearningRate(learningRate)),
        learningRate,
        beta,
        weightPower);
  }
}
