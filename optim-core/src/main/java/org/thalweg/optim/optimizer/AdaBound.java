package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scale;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.range.Ranges;
import org.thalweg.optim.transform.ScaleByAdabound;

/**
 * AdaBound: Adam with rates between bounds that close on one rate; see {@link
 * org.thalweg.optim.transform.ScaleByAdabound}.
 *
 * <p>Luo et al., "Adaptive gradient methods with dynamic bound of learning rate", 2019,
 * arXiv:1902.09843. The final rate is a schedule of its own.
 *
 * @param learningRate the length of a step, 0 or more
 * @param finalRate the rate that the bounds close on, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param gamma how fast the bounds close, above 0
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("adabound")
@Doc("Adam that turns into gradient descent.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) "
            + "g^2; p = p - clamp(learningRate sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(v) + "
            + "epsilon), finalRate (1 - 1 / (gamma t + 1)), finalRate (1 + 1 / (gamma t))) m",
    state = "m, v",
    use = "Where adam is fast at first and sgd better in the end.",
    paper = "Luo et al. 2019, arXiv:1902.09843")
public record AdaBound(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.1") @Doc("The rate that the bounds close on.") Schedule finalRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-3") @Doc("How fast the bounds close.") double gamma,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AdaBound {
    requireRate(learningRate);
    Ranges.requireNonNegative(finalRate, "finalRate");
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(gamma, "gamma");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AdaBound(double learningRate) {
    this(Schedule.constant(learningRate), Schedule.constant(0.1), 0.9, 0.999, 1e-3, 1e-8, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByAdabound(learningRate, finalRate, beta1, beta2, gamma, epsilon),
        scale(-1));
  }
}
