package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
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
import org.thalweg.optim.transform.ScaleByStableAdam;

/**
 * StableAdamW: AdamW with Adafactor's clipping of updates in place of clipping gradients; see
 * {@link org.thalweg.optim.transform.ScaleByStableAdam}.
 *
 * <p>Wortsman et al., "Stable and low-precision training for large-scale vision-language models",
 * 2023, arXiv:2304.13013.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("stable-adamw")
@Doc("AdamW with shorter steps where gradients are larger than known.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; means freed of their "
            + "bias; p = p - learningRate / max(1, sqrt(mean(g^2 / max(v, epsilon^2)))) (m / "
            + "(sqrt(v) + epsilon) + weightDecay p)",
    state = "m, v",
    use = "Runs of adamw with spikes of the loss.",
    paper = "Wortsman et al. 2023, arXiv:2304.13013")
public record StableAdamW(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-6") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.01") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public StableAdamW {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public StableAdamW(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.99, 1e-6, 0.01);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByStableAdam(beta1, beta2, epsilon, weightDecay),
        scaleByLearningRate(learningRate));
  }
}
