package org.thalweg.optim.optimizer;

import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
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
 * Steps of one length against the sign of the running mean of gradients.
 *
 * <p>Optax's signum. Bernstein et al., "signSGD: compressed optimisation for non-convex problems",
 * 2018, arXiv:1802.04434.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta the share of itself that the mean keeps at a step, from 0 to below 1
 */
@Named("signum")
@Doc("Steps by the sign of the running mean of gradients.")
@OptimizerCard(
    family = OptimizerFamily.SIGN,
    rule = "m = beta m + (1 - beta) g; p = p - learningRate sign(m)",
    state = "m",
    use = "As sign-sgd, with smaller batches.",
    paper = "Bernstein et al. 2018, arXiv:1802.04434")
public record Signum(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean keeps.") double beta)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Signum {
    requireRate(learningRate);
    requireDecay(beta, "beta");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Signum(double learningRate) {
    this(Schedule.constant(learningRate), 0.9);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new QuasiHyperbolicMomentum(beta, 1), new ScaleBySign(), scaleByLearningRate(learningRate));
  }
}
