package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByAdam;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ReduceVariance;

/**
 * MARS with AdamW: gradients are corrected by their change before AdamW takes them; see {@link
 * org.thalweg.optim.transform.ReduceVariance}.
 *
 * <p>Yuan et al., "MARS: unleashing the power of variance reduction for training large models",
 * 2024, arXiv:2411.10438.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 * @param gamma the strength of the correction, 0 or more
 */
@Named("mars-adamw")
@Doc("AdamW of gradients that are corrected by their change.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "c = g + gamma beta1 / (1 - beta1) (g - g'), shortened to length 1; m = beta1 m + "
            + "(1 - beta1) c; v = beta2 v + (1 - beta2) c^2; p = p - learningRate (m/(1 - "
            + "beta1^t) / (sqrt(v/(1 - beta2^t)) + epsilon) + weightDecay p)",
    state = "m, v, g'",
    use = "Language models.",
    paper = "Yuan et al. 2024, arXiv:2411.10438")
public record MarsAdamW(
    @Default("0.003") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.95") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay,
    @Default("0.025") @Doc("The strength of the correction.") double gamma)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public MarsAdamW {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
    requireNonNegative(gamma, "gamma");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public MarsAdamW(double learningRate) {
    this(Schedule.constant(learningRate), 0.95, 0.99, 1e-8, 0, 0.025);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ReduceVariance(gamma, beta1, 1),
        scaleByAdam(beta1, beta2, epsilon),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
