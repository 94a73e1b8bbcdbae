package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByAdafactor;

/**
 * Adafactor; see {@link org.thalweg.optim.transform.ScaleByAdafactor}.
 *
 * <p>PyTorch's Adafactor, whose eps are the machine epsilon and {@code epsilon}, and d {@code
 * clipThreshold}. Shazeer and Stern 2018, arXiv:1804.04235.
 *
 * @param learningRate the longest step relative to the parameter, 0 or more
 * @param beta2Decay the power of the step that new squares count with, 0 or less
 * @param epsilon the least that the size of a parameter counts as, above 0
 * @param clipThreshold the largest root mean square of a step, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("adafactor")
@Doc("Adam in the memory of rows and columns, without momentum.")
@OptimizerCard(
    family = OptimizerFamily.MEMORY,
    rule =
        "a = t^beta2Decay; row = (1 - a) row + a mean(g^2, last axis); column = (1 - a) "
            + "column + a mean(g^2, the axis before); u = g / sqrt(row column / mean(row)); p = "
            + "(1 - learningRate weightDecay) p - min(learningRate, 1 / sqrt(t)) max(epsilon, "
            + "rms(p)) u / max(1, rms(u) / clipThreshold)",
    state = "rows and columns",
    use = "Large language models, where memory is short.",
    paper = "Shazeer and Stern 2018, arXiv:1804.04235")
public record Adafactor(
    @Default("0.01") @Doc("The longest step relative to the parameter.") Schedule learningRate,
    @Default("-0.8") @Doc("The power of the step that new squares count with.") double beta2Decay,
    @Default("1e-3") @Doc("The least that the size of a parameter counts as.") double epsilon,
    @Default("1.0") @Doc("The largest root mean square of a step.") double clipThreshold,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Adafactor {
    requireRate(learningRate);
    require(
        beta2Decay <= 0 && Double.isFinite(beta2Decay),
        "beta2Decay must be zero or less and finite, was %s",
        beta2Decay);
    requirePositive(epsilon, "epsilon");
    requirePositive(clipThreshold, "clipThreshold");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Adafactor(double learningRate) {
    this(Schedule.constant(learningRate), -0.8, 1e-3, 1, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ScaleByAdafactor(learningRate, beta2Decay, epsilon, clipThreshold, weightDecay);
  }
}
