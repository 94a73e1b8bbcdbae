package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByMomoAdam;

/**
 * MoMo-Adam; see {@link org.thalweg.optim.transform.ScaleByMomoAdam}.
 *
 * <p>Optax's contrib.momo_adam. Schaipp et al. 2023, arXiv:2305.07583.
 *
 * @param learningRate the largest length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param lowerBound what the loss does not fall below, finite
 * @param weightDecay the factor of a penalty on squares of parameters, which a step meets exactly,
 *     0 or more
 * @param adaptLowerBound whether the bound rises where it proves too low
 */
@Named("momo-adam")
@Doc("Adam with steps by a model of the loss.")
@OptimizerCard(
    family = OptimizerFamily.PARAMETER_FREE,
    rule =
        "m = beta1 m + (1 - beta1) g; d = sqrt(v/(1 - beta2^t)) + epsilon; h = max((1 + "
            + "learningRate weightDecay) (f - (1 - beta1^t) lowerBound - s) + m.p, 0) / m.(m / "
            + "d); p = p / (1 + learningRate weightDecay) - min(learningRate/(1 - beta1^t), h) "
            + "m / d, f and s running means of loss and g.p",
    state = "m, v",
    needs = OptimizerCard.Need.LOSS,
    use = "As adam, with a rate that need not be tuned where the least loss is known.",
    paper = "Schaipp et al. 2023, arXiv:2305.07583")
public record MoMoAdam(
    @Default("0.01") @Doc("The largest length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("What the loss does not fall below.") double lowerBound,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("false") @Doc("Whether the bound rises where it proves too low.")
        boolean adaptLowerBound)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public MoMoAdam {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    require(Double.isFinite(lowerBound), "lowerBound must be finite, was %s", lowerBound);
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public MoMoAdam(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0, 0, false);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ScaleByMomoAdam(
        learningRate, beta1, beta2, epsilon, lowerBound, weightDecay, adaptLowerBound);
  }
}
