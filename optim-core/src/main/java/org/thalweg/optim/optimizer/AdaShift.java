package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
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
import org.thalweg.optim.transform.ScaleByAdashift;

/**
 * AdaShift; see {@link org.thalweg.optim.transform.ScaleByAdashift}.
 *
 * <p>Zhou et al., "AdaShift: decorrelation and convergence of adaptive learning rate methods",
 * 2018, arXiv:1810.00143.
 *
 * @param learningRate the length of a step, 0 or more
 * @param keep the number of gradients that are kept, 1 or more
 * @param beta1 what the weight of a gradient falls by at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param blocks whether a tensor has one mean square
 */
@Named("adashift")
@Doc("Adam whose mean square knows older gradients alone.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g_i is the gradient of step i; v = beta2 v + (1 - beta2) g_(t-keep)^2, the "
            + "largest of a tensor if blocks; m = the mean of the last keep gradients, weights "
            + "falling by beta1; p = p - learningRate m / (sqrt(v/(1 - beta2^(t-keep))) + "
            + "epsilon)",
    state = "v, keep gradients",
    use = "Where adam does not converge.",
    paper = "Zhou et al. 2018, arXiv:1810.00143")
public record AdaShift(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("10") @Doc("The number of gradients that are kept.") long keep,
    @Default("0.9") @Doc("What the weight of a gradient falls by at a step.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-10") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("true") @Doc("Whether a tensor has one mean square.") boolean blocks)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AdaShift {
    requireRate(learningRate);
    require(keep >= 1, "keep must be 1 or more, was %s", keep);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AdaShift(double learningRate) {
    this(Schedule.constant(learningRate), 10, 0.9, 0.999, 1e-10, true);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByAdashift(keep, beta1, beta2, epsilon, blocks),
        scaleByLearningRate(learningRate));
  }
}
