package org.thalweg.optim.optimizer;

import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleBySign;

/**
 * Steps of one length against the sign of each gradient; 0 where it is 0.
 *
 * <p>Optax's sign_sgd. Bernstein et al., "signSGD: compressed optimisation for non-convex
 * problems", 2018, arXiv:1802.04434.
 *
 * @param learningRate the length of a step, 0 or more
 */
@Named("sign-sgd")
@Doc("Steps by the sign of the gradient.")
@OptimizerCard(
    family = OptimizerFamily.SIGN,
    rule = "p = p - learningRate sign(g)",
    use = "Large batches; one bit for each gradient where they travel.",
    paper = "Bernstein et al. 2018, arXiv:1802.04434")
public record SignSgd(@Doc("The length of a step.") Schedule learningRate) implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public SignSgd {
    requireRate(learningRate);
  }

  /** Makes it with a constant rate. */
  public SignSgd(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(new ScaleBySign(), scaleByLearningRate(learningRate));
  }
}
