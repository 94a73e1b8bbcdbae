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
import org.thalweg.optim.transform.Grams;

/**
 * AdamW's step sizes with the signs of gradients; see {@link org.thalweg.optim.transform.Grams}.
 *
 * <p>Cao, Li and Song, "Grams: gradient descent with adaptive momentum scaling", 2024,
 * arXiv:2412.17107.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("grams")
@Doc("AdamW's step sizes with the signs of gradients.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "u = adam(g, beta1, beta2, epsilon); p = p - learningRate (sign(g) |u| + "
            + "weightDecay p)",
    state = "m, v",
    use = "As adamw, with less inertia.",
    paper = "Cao, Li and Song 2024, arXiv:2412.17107")
public record GramsAdamW(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public GramsAdamW {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public GramsAdamW(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new Grams(scaleByAdam(beta1, beta2, epsilon)),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
