package org.thalweg.optim.optimizer;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByFtrl;

/**
 * FTRL-proximal; see {@link org.thalweg.optim.transform.ScaleByFtrl}. Parameters should start at 0:
 * others move to where the penalties would have them.
 *
 * <p>Keras's Ftrl. McMahan et al., "Ad click prediction: a view from the trenches", 2013.
 *
 * @param learningRate the length of a step, above 0; steps of rate 0 are left out
 * @param learningRatePower minus the power of the sum of squares that steps fall with, 0 or less
 * @param initialAccumulator the sum of squares before the first step, 0 or more
 * @param l1 the factor of a penalty on sizes of parameters, 0 or more
 * @param l2 the factor of a penalty on squares of parameters, 0 or more
 * @param l2Shrinkage the factor of a penalty on squares whose gradient is added, 0 or more
 * @param beta what is added to the power of the sum of squares, 0 or more
 */
@Named("ftrl")
@Doc("Follow the regularised leader: exact zeros by a penalty on sizes.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "z = z + g + 2 l2Shrinkage p - ((n + g^2)^-learningRatePower - "
            + "n^-learningRatePower) / learningRate p; n = n + g^2; p = (clip(z, -l1, l1) - z) "
            + "/ ((n^-learningRatePower + beta) / learningRate + 2 l2); n is initialAccumulator "
            + "at first",
    state = "n, z",
    use = "Sparse linear models, online.",
    paper = "McMahan et al. 2013")
public record Ftrl(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("-0.5") @Doc("Minus the power of the sum of squares that steps fall with.")
        double learningRatePower,
    @Default("0.1") @Doc("The sum of squares before the first step.") double initialAccumulator,
    @Default("0.0") @Doc("The factor of a penalty on sizes of parameters.") double l1,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double l2,
    @Default("0.0") @Doc("The factor of a penalty on squares whose gradient is added.")
        double l2Shrinkage,
    @Default("0.0") @Doc("What is added to the power of the sum of squares.") double beta)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Ftrl {
    var _ =
        new ScaleByFtrl(
            learningRate, learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, beta);
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Ftrl(double learningRate) {
    this(Schedule.constant(learningRate), -0.5, 0.1, 0, 0, 0, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ScaleByFtrl(
        learningRate, learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, beta);
  }
}
