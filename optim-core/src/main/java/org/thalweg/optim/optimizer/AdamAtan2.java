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
import org.thalweg.optim.transform.ScaleByAdamAtan2;

/**
 * Adam with an angle in place of the quotient, without epsilon; see {@link
 * org.thalweg.optim.transform.ScaleByAdamAtan2}.
 *
 * <p>Everett et al., "Scaling exponents across parameterizations and optimizers", 2024,
 * arXiv:2407.05872.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 * @param scale the factor of the angle, above 0
 * @param spread the factor of the root of the mean square, above 0
 */
@Named("adam-atan2")
@Doc("Adam with an angle in place of the quotient.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p = p - learningRate "
            + "(scale atan2(m/(1 - beta1^t), spread sqrt(v/(1 - beta2^t))) + weightDecay p)",
    state = "m, v",
    use = "As adamw, whatever the size of gradients.",
    paper = "Everett et al. 2024, arXiv:2407.05872")
public record AdamAtan2(
    @Default("1e-4") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay,
    @Default("1.27") @Doc("The factor of the angle.") double scale,
    @Default("1.0") @Doc("The factor of the root of the mean square.") double spread)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AdamAtan2 {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireNonNegative(weightDecay, "weightDecay");
    requirePositive(scale, "scale");
    requirePositive(spread, "spread");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AdamAtan2(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.99, 0, 1.27, 1);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByAdamAtan2(beta1, beta2, scale, spread),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
