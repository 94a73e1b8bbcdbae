package org.thalweg.optim.optimizer;

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
 * Any optimizer without momentum, freed of its schedule; see {@link ScheduleFreeSteps} for the
 * formula. Evaluation takes the mean of the way.
 *
 * <p>Optax's contributed schedule_free, with the rate of a step as its weight where Optax has the
 * rate of the next one. Defazio et al., "The road less scheduled", 2024, arXiv:2405.15682.
 *
 * @param optimizer what is freed
 * @param learningRate the optimizer's rate, which weighs the mean; 1 for equal weights
 * @param beta the share of the mean in where gradients are taken, above 0 and at most 1
 * @param weightPower the power of the rate that a step has as its weight, 0 or more
 */
@Named("schedule-free")
@Doc("An optimizer freed of its schedule by a mean of its way.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule =
        "z = z + u; w = (the largest learningRate so far)^weightPower; c = w / sum of w; "
            + "x = (1 - c) x + c z; p = (1 - beta) z + beta x; u is the optimizer's step",
    state = "z",
    use = "Training of unknown length; the optimizer inside has no momentum.",
    paper = "Defazio et al. 2024, arXiv:2405.15682")
public record ScheduleFree(
    @Doc("What is freed.") Optimizer optimizer,
    @Default("1.0") @Doc("The optimizer's rate, which weighs the mean.") Schedule learningRate,
    @Default("0.9") @Doc("The share of the mean in where gradients are taken.") double beta,
    @Default("2.0") @Doc("The power of the rate that is a step's weight.") double weightPower)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public ScheduleFree {
    var _ = new ScheduleFreeSteps<>(new Scale(1), learningRate, beta, weightPower);
  }

  /** Frees an optimizer of constant rate, with defaults for the rest. */
  public ScheduleFree(Optimizer optimizer) {
    this(optimizer, Schedule.constant(1), 0.9, 2);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ScheduleFreeSteps<>(optimizer.transform(), learningRate, beta, weightPower);
  }
}
