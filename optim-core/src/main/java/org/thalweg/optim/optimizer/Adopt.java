package org.thalweg.optim.optimizer;

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
import org.thalweg.optim.transform.ScaleByAdopt;

/**
 * ADOPT; see {@link org.thalweg.optim.transform.ScaleByAdopt}. The first step only looks.
 *
 * <p>Optax's contrib.adopt. Taniguchi et al. 2024, arXiv:2411.02853.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon the least that the root of the mean square counts as, above 0
 * @param nesterov whether the mean looks a step ahead
 * @param clipping whether scaled gradients are clipped
 */
@Named("adopt")
@Doc("Adam that scales by the mean square before the gradient.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) clip(g / max(sqrt(v), epsilon), (t - 1)^(1/4)); v = "
            + "beta2 v + (1 - beta2) g^2; p = p - learningRate m; the first step sets v = g^2 "
            + "alone",
    state = "m, v",
    use = "As adam, with a share beta2 that need not be tuned.",
    paper = "Taniguchi et al. 2024, arXiv:2411.02853")
public record Adopt(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.9999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-6") @Doc("The least that the root of the mean square counts as.") double epsilon,
    @Default("false") @Doc("Whether the mean looks a step ahead.") boolean nesterov,
    @Default("true") @Doc("Whether scaled gradients are clipped.") boolean clipping)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Adopt {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Adopt(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.9999, 1e-6, false, true);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByAdopt(beta1, beta2, epsilon, nesterov, clipping),
        scaleByLearningRate(learningRate));
  }
}
