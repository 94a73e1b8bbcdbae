package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
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
import org.thalweg.optim.transform.Momentum;
import org.thalweg.optim.transform.ScaleByTrustRatio;

/**
 * LARS: gradients scaled to the length of each tensor, then momentum, which the learning rate is
 * inside of; see {@link org.thalweg.optim.transform.ScaleByTrustRatio}.
 *
 * <p>Optax's lars. You, Gitman and Ginsburg 2017, arXiv:1708.03888.
 *
 * @param learningRate the length of a step, 0 or more
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 * @param trustCoefficient the length of a step relative to the tensor, above 0
 * @param epsilon what is added to the length of a gradient, 0 or more
 * @param momentum the share of itself that the momentum keeps, 0 or more
 * @param nesterov whether to look ahead; it takes a positive momentum
 */
@Named("lars")
@Doc("Momentum with steps as long as a share of each tensor.")
@OptimizerCard(
    family = OptimizerFamily.LAYER_WISE,
    rule =
        "g = g + weightDecay p; u = learningRate trustCoefficient |p| / (|g| + epsilon) "
            + "g, or learningRate g where |p| or |g| is 0; b = momentum b + u; p = p - (u + "
            + "momentum b if nesterov, else b)",
    state = "b",
    use = "Convolutional networks with batches of thousands.",
    paper = "You, Gitman and Ginsburg 2017, arXiv:1708.03888")
public record Lars(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("0.001") @Doc("The length of a step relative to the tensor.") double trustCoefficient,
    @Default("0.0") @Doc("What is added to the length of a gradient.") double epsilon,
    @Default("0.9") @Doc("The share of itself that the momentum keeps.") double momentum,
    @Default("false") @Doc("Whether to look ahead.") boolean nesterov)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Lars {
    requireRate(learningRate);
    requireNonNegative(weightDecay, "weightDecay");
    requirePositive(trustCoefficient, "trustCoefficient");
    requireNonNegative(epsilon, "epsilon");
    requireNonNegative(momentum, "momentum");
    require(!nesterov || momentum > 0, "nesterov takes a positive momentum, was %s", momentum);
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Lars(double learningRate) {
    this(Schedule.constant(learningRate), 0, 0.001, 0, 0.9, false);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByTrustRatio(0, trustCoefficient, epsilon),
        scaleByLearningRate(learningRate),
        new Momentum(momentum, 0, nesterov));
  }
}
