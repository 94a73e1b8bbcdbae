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
import org.thalweg.optim.transform.ScaleByAdamax;

/**
 * Adamax: Adam with the largest size of gradients; see {@link
 * org.thalweg.optim.transform.ScaleByAdamax}.
 *
 * <p>PyTorch's Adamax. Kingma and Ba 2015, arXiv:1412.6980, section 7.1.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the largest size keeps at a step, from 0 to below 1
 * @param epsilon what is added to the size of a gradient, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("adamax")
@Doc("Adam with the largest size of gradients in place of their mean square.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + "
            + "epsilon); p = p - learningRate m / (1 - beta1^t) / u",
    state = "m, u",
    use = "Gradients with rare large values, such as those of embeddings.",
    paper = "Kingma and Ba 2015, arXiv:1412.6980")
public record Adamax(
    @Default("0.002") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the largest size keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the size of a gradient.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Adamax {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Adamax(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByAdamax(beta1, beta2, epsilon),
        scaleByLearningRate(learningRate));
  }
}
