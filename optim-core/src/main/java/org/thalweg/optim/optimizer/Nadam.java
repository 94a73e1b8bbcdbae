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
import org.thalweg.optim.transform.ScaleByNadam;

/**
 * NAdam: Adam with Nesterov's momentum, which grows from half of beta1 to beta1; see {@link
 * org.thalweg.optim.transform.ScaleByNadam}.
 *
 * <p>PyTorch's NAdam. Dozat, "Incorporating Nesterov momentum into Adam", 2016.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 * @param momentumDecay how fast the momentum grows, 0 or more
 * @param decoupled whether the decay is taken from parameters rather than added to gradients
 */
@Named("nadam")
@Doc("Adam with Nesterov's momentum.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p unless decoupled; m = beta1 m + (1 - beta1) g; v = beta2 v "
            + "+ (1 - beta2) g^2; a_t = beta1 (1 - 0.96^(t momentumDecay) / 2); A_t = A_(t-1) "
            + "a_t; p = p - learningRate ((1 - a_t) g / (1 - A_t) + a_(t+1) m / (1 - A_t "
            + "a_(t+1))) / (sqrt(v / (1 - beta2^t)) + epsilon)",
    state = "m, v",
    use = "As adam; often a little faster.",
    paper = "Dozat 2016")
public record Nadam(
    @Default("0.002") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("0.004") @Doc("How fast the momentum grows.") double momentumDecay,
    @Default("false") @Doc("Whether the decay is taken from parameters.") boolean decoupled)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Nadam {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
    requireNonNegative(momentumDecay, "momentumDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Nadam(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0, 0.004, false);
  }

  @Override
  public GradientTransform<?> transform() {
    GradientTransform<?> scaled = new ScaleByNadam(beta1, beta2, epsilon, momentumDecay);
    GradientTransform<?> decay = addDecayedWeights(weightDecay);
    GradientTransform<?> down = scaleByLearningRate(learningRate);
    return decoupled ? chain(scaled, decay, down) : chain(decay, scaled, down);
  }
}
