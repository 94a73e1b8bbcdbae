package org.thalweg.optim.optimizer;

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
import org.thalweg.optim.transform.ClippedExamples;
import org.thalweg.optim.transform.Momentum;

/**
 * Differentially private gradient descent: the gradient of each example is clipped, and noise is
 * added to their sum; see {@link ClippedExamples} for the formula.
 *
 * <p>Abadi et al., "Deep learning with differential privacy", 2016, arXiv:1607.00133. A trainer
 * gives the examples; another optimizer with privacy is a chain of clipped-examples and its
 * transforms.
 *
 * @param learningRate the length of a step per unit of slope, 0 or more
 * @param maxNorm the largest norm of an example's gradient, above 0
 * @param noise the deviation of the noise over that norm, 0 or more
 * @param momentum the share of itself that the momentum keeps at a step, 0 or more
 * @param nesterov whether to look ahead; it takes a positive momentum
 * @param seed what the noise comes from; keep it secret
 */
@Named("dp-sgd")
@Doc("Steps against the sum of clipped gradients of examples, with noise.")
@OptimizerCard(
    family = OptimizerFamily.NOISE,
    rule =
        "g = (sum over examples of g_i min(1, maxNorm / |g_i|) + maxNorm noise normal) / n; b ="
            + " momentum b + g; p = p - learningRate b",
    state = "b if there is momentum",
    needs = OptimizerCard.Need.EXAMPLES,
    use = "Data of people who are not to be found in the model.",
    paper = "Abadi et al. 2016, arXiv:1607.00133")
public record DpSgd(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("1.0") @Doc("The largest norm of an example's gradient.") double maxNorm,
    @Default("1.0") @Doc("The deviation of the noise over that norm.") double noise,
    @Default("0.0") @Doc("The share of itself that the momentum keeps at a step.") double momentum,
    @Default("false") @Doc("Whether to look ahead.") boolean nesterov,
    @Default("0") @Doc("What the noise comes from.") long seed)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public DpSgd {
    requireRate(learningRate);
    var _ = new ClippedExamples(maxNorm, noise, seed);
    var _ = new Momentum(momentum, 0, nesterov);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ClippedExamples(maxNorm, noise, seed),
        momentum == 0 ? chain() : new Momentum(momentum, 0, nesterov),
        scaleByLearningRate(learningRate));
  }
}
