package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireBetween;
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
import org.thalweg.optim.transform.AggregatedMomentum;

/**
 * Aggregated momentum; see {@link org.thalweg.optim.transform.AggregatedMomentum}.
 *
 * <p>Lucas et al., "Aggregated momentum: stability through passive damping", 2018,
 * arXiv:1804.00325.
 *
 * @param learningRate the length of a step, 0 or more
 * @param momenta how many momenta there are, 1 or more
 * @param base what the share that a momentum loses falls by, above 0 and below 1
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("aggmo")
@Doc("The mean of several momenta, slow and fast.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule =
        "g = g + weightDecay p; b_i = (1 - base^i) b_i + g for i from 0 to below momenta; "
            + "p = p - learningRate mean(b_i)",
    state = "b_i",
    use = "As sgd with a large momentum that does not swing.",
    paper = "Lucas et al. 2018, arXiv:1804.00325")
public record AggMo(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("3") @Doc("How many momenta there are.") long momenta,
    @Default("0.1") @Doc("What the share that a momentum loses falls by.") double base,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AggMo {
    requireRate(learningRate);
    require(momenta >= 1, "momenta must be 1 or more, was %s", momenta);
    requireBetween(0, base, 1, "base");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AggMo(double learningRate) {
    this(Schedule.constant(learningRate), 3, 0.1, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new AggregatedMomentum(momenta, base),
        scaleByLearningRate(learningRate));
  }
}
