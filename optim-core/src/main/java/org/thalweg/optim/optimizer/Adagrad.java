package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
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
import org.thalweg.optim.transform.ScaleByRss;

/**
 * Adagrad: {@code p = p - learningRate / (1 + rateDecay (t - 1)) g / (sqrt(h) + epsilon)} with
 * {@code h = h + g^2}; see {@link org.thalweg.optim.transform.ScaleByRss}.
 *
 * <p>PyTorch's Adagrad, epsilon outside the root. Duchi, Hazan and Singer 2011.
 *
 * @param learningRate the length of a step, 0 or more
 * @param rateDecay how fast the rate falls besides, 0 or more
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 * @param initialAccumulator the sum of squares before the first step, 0 or more
 * @param epsilon what is added to the root of the sum, above 0
 */
@Named("adagrad")
@Doc("Gradients over the root of the sum of all their squares.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; h = h + g^2; p = p - learningRate / (1 + rateDecay (t - "
            + "1)) g / (sqrt(h) + epsilon); h is initialAccumulator at first",
    state = "h",
    use = "Sparse features and convex problems; steps only get shorter.",
    paper = "Duchi, Hazan and Singer 2011")
public record Adagrad(
    @Default("0.01") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.0") @Doc("How fast the rate falls besides.") double rateDecay,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("0.0") @Doc("The sum of squares before the first step.") double initialAccumulator,
    @Default("1e-10") @Doc("What is added to the root of the sum.") double epsilon)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Adagrad {
    requireRate(learningRate);
    requireNonNegative(rateDecay, "rateDecay");
    requireNonNegative(weightDecay, "weightDecay");
    requireNonNegative(initialAccumulator, "initialAccumulator");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Adagrad(double learningRate) {
    this(Schedule.constant(learningRate), 0, 0, 0, 1e-10);
  }

  @Override
  public GradientTransform<?> transform() {
    Schedule rate =
        rateDecay == 0
            ? learningRate
            : step -> learningRate.at(step).div(step.mul(rateDecay).add(1));
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByRss(initialAccumulator, epsilon),
        scaleByLearningRate(rate));
  }
}
