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
import org.thalweg.optim.transform.ScaleByAdan;

/**
 * Adan; see {@link org.thalweg.optim.transform.ScaleByAdan}.
 *
 * <p>Optax's adan. Xie et al. 2022, arXiv:2208.06677.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean change of gradients keeps, from 0 to below 1
 * @param beta3 the share of itself that the mean square keeps, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param epsilonRoot what is added under the root, 0 or more
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("adan")
@Doc("Adam with Nesterov's momentum by the change of gradients.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "d = g - g', 0 at first; m = beta1 m + (1 - beta1) g; c = beta2 c + (1 - beta2) "
            + "d; n = beta3 n + (1 - beta3) (g + (1 - beta2) d)^2; p = p - learningRate ((m + "
            + "(1 - beta2) c) / (sqrt(n + epsilonRoot) + epsilon) + weightDecay p), means freed "
            + "of their bias",
    state = "m, c, n, g'",
    use = "Large rates and batches; takes more memory than adam.",
    paper = "Xie et al. 2022, arXiv:2208.06677")
public record Adan(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.98") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.92") @Doc("The share of itself that the mean change of gradients keeps.")
        double beta2,
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double beta3,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-8") @Doc("What is added under the root.") double epsilonRoot,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Adan {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireDecay(beta3, "beta3");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(epsilonRoot, "epsilonRoot");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Adan(double learningRate) {
    this(Schedule.constant(learningRate), 0.98, 0.92, 0.99, 1e-8, 1e-8, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByAdan(beta1, beta2, beta3, epsilon, epsilonRoot),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
