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
import org.thalweg.optim.transform.Momentum;
import org.thalweg.optim.transform.ScaleByRms;
import org.thalweg.optim.transform.ScaleByStddev;

/**
 * RMSprop: steps of gradients over the root of their running mean square, or their standard
 * deviation if {@code centered}, then with momentum; see {@link
 * org.thalweg.optim.transform.ScaleByRms}.
 *
 * <p>PyTorch's RMSprop, epsilon outside the root. Tieleman and Hinton, "RMSprop", Coursera lecture
 * 6.5, 2012.
 *
 * @param learningRate the length of a step, 0 or more
 * @param decay the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param momentum the share of itself that the momentum keeps, 0 or more
 * @param centered whether the mean is taken from the mean square
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("rmsprop")
@Doc("Gradients over the root of their mean square.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; v = decay v + (1 - decay) g^2; a = decay a + (1 - decay) "
            + "g; b = momentum b + g / (sqrt(v - a^2 if centered, else v) + epsilon); p = p - "
            + "learningRate b",
    state = "v; a if centered; b if there is momentum",
    use = "Recurrent networks and reinforcement learning, where it was tuned.",
    paper = "Tieleman and Hinton 2012; Graves 2013, arXiv:1308.0850")
public record RmsProp(
    @Default("0.01") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double decay,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The share of itself that the momentum keeps.") double momentum,
    @Default("false") @Doc("Whether the mean is taken from the mean square.") boolean centered,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public RmsProp {
    requireRate(learningRate);
    requireDecay(decay, "decay");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(momentum, "momentum");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public RmsProp(double learningRate) {
    this(Schedule.constant(learningRate), 0.99, 1e-8, 0, false, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    GradientTransform<?> scaled =
        centered ? new ScaleByStddev(decay, epsilon) : new ScaleByRms(decay, epsilon);
    return momentum == 0
        ? chain(addDecayedWeights(weightDecay), scaled, scaleByLearningRate(learningRate))
        : chain(
            addDecayedWeights(weightDecay),
            scaled,
            new Momentum(momentum, 0, false),
            scaleByLearningRate(learningRate));
  }
}
