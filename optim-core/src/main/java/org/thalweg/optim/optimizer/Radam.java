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
import org.thalweg.optim.transform.ScaleByRadam;

/**
 * RAdam: Adam that does not scale until the variance of its scale is known; see {@link
 * org.thalweg.optim.transform.ScaleByRadam}.
 *
 * <p>PyTorch's RAdam. Liu et al. 2020, arXiv:1908.03265.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 * @param decoupled whether the decay is taken from parameters rather than added to gradients
 */
@Named("radam")
@Doc("Adam that warms up by itself.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p unless decoupled; m = beta1 m + (1 - beta1) g; v = beta2 v "
            + "+ (1 - beta2) g^2; r = 2 / (1 - beta2) - 1; r_t = r - 2 t beta2^t / (1 - "
            + "beta2^t); p = p - learningRate m / (1 - beta1^t) times 1 if r_t <= 5, else "
            + "sqrt(1 - beta2^t) / (sqrt(v) + epsilon) sqrt((r_t - 4) (r_t - 2) r / ((r - 4) (r "
            + "- 2) r_t))",
    state = "m, v",
    use = "As adam, where there is no warm-up.",
    paper = "Liu et al. 2020, arXiv:1908.03265")
public record Radam(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("false") @Doc("Whether the decay is taken from parameters.") boolean decoupled)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Radam {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Radam(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0, false);
  }

  @Override
  public GradientTransform<?> transform() {
    GradientTransform<?> scaled = new ScaleByRadam(beta1, beta2, epsilon);
    GradientTransform<?> decay = addDecayedWeights(weightDecay);
    GradientTransform<?> down = scaleByLearningRate(learningRate);
    return decoupled ? chain(scaled, decay, down) : chain(decay, scaled, down);
  }
}
