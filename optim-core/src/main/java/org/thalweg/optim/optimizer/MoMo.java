package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.optim.transform.ScaleByMomo;

/**
 * MoMo; see {@link org.thalweg.optim.transform.ScaleByMomo}.
 *
 * <p>Optax's contrib.momo. Schaipp et al. 2023, arXiv:2305.07583.
 *
 * @param learningRate the largest step per unit of slope, 0 or more
 * @param beta the share of itself that a mean keeps at a step, from 0 to below 1
 * @param lowerBound what the loss does not fall below, finite
 * @param weightDecay the factor of a penalty on squares of parameters, which a step meets exactly,
 *     0 or more
 * @param adaptLowerBound whether the bound rises where it proves too low
 */
@Named("momo")
@Doc("Momentum with steps by a model of the loss.")
@OptimizerCard(
    family = OptimizerFamily.PARAMETER_FREE,
    rule =
        "m = beta m + (1 - beta) g; f = beta f + (1 - beta) loss; s = beta s + (1 - beta) "
            + "g.p; h = max((1 + learningRate weightDecay) (f - lowerBound - s) + m.p, 0) / "
            + "|m|^2; p = p / (1 + learningRate weightDecay) - min(learningRate, h) m",
    state = "m",
    needs = OptimizerCard.Need.LOSS,
    use = "As sgd, with a rate that need not be tuned where the least loss is known.",
    paper = "Schaipp et al. 2023, arXiv:2305.07583")
public record MoMo(
    @Default("1.0") @Doc("The largest step per unit of slope.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that a mean keeps.") double beta,
    @Default("0.0") @Doc("What the loss does not fall below.") double lowerBound,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("false") @Doc("Whether the bound rises where it proves too low.")
        boolean adaptLowerBound)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public MoMo {
    requireRate(learningRate);
    requireDecay(beta, "beta");
    require(Double.isFinite(lowerBound), "lowerBound must be finite, was %s", lowerBound);
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public MoMo(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0, 0, false);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ScaleByMomo(learningRate, beta, lowerBound, weightDecay, adaptLowerBound);
  }
}
