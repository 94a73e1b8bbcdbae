package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.requireDecay;
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
import org.thalweg.optim.transform.QuasiHyperbolicMomentum;
import org.thalweg.optim.transform.ScaleBySign;

/**
 * Steps of one length against the sign of the running mean of gradients, with decoupled weight
 * decay.
 *
 * <p>Su, "Tiger: a tight-fisted optimizer", 2023, github.com/bojone/tiger.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta the share of itself that the mean keeps at a step, from 0 to below 1
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("tiger")
@Doc("Steps by the sign of the running mean of gradients, with weight decay.")
@OptimizerCard(
    family = OptimizerFamily.SIGN,
    rule = "m = beta m + (1 - beta) g; p = p - learningRate (sign(m) + weightDecay p)",
    state = "m",
    use = "As lion, with one mean's share to set.",
    paper = "Su 2023")
public record Tiger(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.965") @Doc("The share of itself that the mean keeps.") double beta,
    @Default("0.01") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Tiger {
    requireRate(learningRate);
    requireDecay(beta, "beta");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Tiger(double learningRate) {
    this(Schedule.constant(learningRate), 0.965, 0.01);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new QuasiHyperbolicMomentum(beta, 1),
        new ScaleBySign(),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
