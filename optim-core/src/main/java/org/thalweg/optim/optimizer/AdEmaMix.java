package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
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
import org.thalweg.optim.range.Ranges;
import org.thalweg.optim.transform.ScaleByAdemamix;

/**
 * AdEMAMix; see {@link org.thalweg.optim.transform.ScaleByAdemamix}. The share beta3 and the factor
 * alpha are schedules, which the paper warms up.
 *
 * <p>Optax's contrib.ademamix. Pagliardini, Ablin and Grangier 2024, arXiv:2409.03137.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param beta3 the share of itself that the slow mean keeps at a step, from 0 to below 1
 * @param alpha the factor of the slow mean, 0 or more
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("ademamix")
@Doc("Adam with a second, slower mean of gradients.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) g; n = beta3 n + (1 - beta3) g; v = beta2 v + (1 - "
            + "beta2) g^2; p = p - learningRate ((m/(1 - beta1^t) + alpha n) / (sqrt(v/(1 - "
            + "beta2^t)) + epsilon) + weightDecay p)",
    state = "m, n, v",
    use = "Long runs of language models.",
    paper = "Pagliardini, Ablin and Grangier 2024, arXiv:2409.03137")
public record AdEmaMix(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("0.9999") @Doc("The share of itself that the slow mean keeps.") Schedule beta3,
    @Default("5.0") @Doc("The factor of the slow mean.") Schedule alpha,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AdEmaMix {
    requireRate(learningRate);
    requireDecay(beta3, "beta3");
    Ranges.requireNonNegative(alpha, "alpha");
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AdEmaMix(double learningRate) {
    this(
        Schedule.constant(learningRate),
        0.9,
        0.999,
        Schedule.constant(0.9999),
        Schedule.constant(5.0),
        1e-8,
        0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByAdemamix(beta1, beta2, beta3, alpha, epsilon),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
