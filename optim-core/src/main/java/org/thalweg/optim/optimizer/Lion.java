package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.optim.transform.ScaleByLion;

/**
 * Lion: steps of one length for all elements, with decoupled weight decay; see {@link
 * org.thalweg.optim.transform.ScaleByLion}.
 *
 * <p>Optax's lion. Chen et al. 2023, arXiv:2302.06675.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of the running mean in a step, from 0 to below 1
 * @param beta2 the share of itself that the running mean keeps at a step, from 0 to below 1
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("lion")
@Doc("Steps by the sign of a mean of gradients.")
@OptimizerCard(
    family = OptimizerFamily.SIGN,
    rule =
        "p = p - learningRate (sign(beta1 m + (1 - beta1) g) + weightDecay p); m = beta2 "
            + "m + (1 - beta2) g",
    state = "m",
    use = "Large models and batches; with a third to a tenth of adamw's rate and more " + "decay.",
    paper = "Chen et al. 2023, arXiv:2302.06675")
public record Lion(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of the running mean in a step.") double beta1,
    @Default("0.99") @Doc("The share of itself that the running mean keeps.") double beta2,
    @Default("0.001") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Lion {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Lion(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.99, 0.001);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByLion(beta1, beta2),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
