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
import org.thalweg.optim.transform.ScaleByTrustRatio;

/**
 * LAMB: Adam and decoupled decay, scaled to the length of each tensor; see {@link
 * org.thalweg.optim.transform.ScaleByTrustRatio}.
 *
 * <p>Optax's lamb. You et al., "Large batch optimization for deep learning: training BERT in 76
 * minutes", 2020, arXiv:1904.00962.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("lamb")
@Doc("Adam with steps as long as a share of each tensor.")
@OptimizerCard(
    family = OptimizerFamily.LAYER_WISE,
    rule =
        "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; u = m/(1 - beta1^t) "
            + "/ (sqrt(v/(1 - beta2^t)) + epsilon) + weightDecay p; p = p - learningRate |p| / "
            + "|u| u, without |p| / |u| where either is 0",
    state = "m, v",
    use = "Batches of thousands.",
    paper = "You et al. 2020, arXiv:1904.00962")
public record Lamb(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-6") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Lamb {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Lamb(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-6, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        scaleByAdam(beta1, beta2, epsilon),
        addDecayedWeights(weightDecay),
        new ScaleByTrustRatio(0, 1, 0),
        scaleByLearningRate(learningRate));
  }
}
