package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByAsgd;

/**
 * Averaged stochastic gradient descent; see {@link org.thalweg.optim.transform.ScaleByAsgd}. The
 * average is what is evaluated, not what is trained.
 *
 * <p>PyTorch's ASGD, whose lambd is {@code decay} and t0 {@code averageFrom}. Polyak and Juditsky
 * 1992.
 *
 * @param learningRate the length of a step, 0 or more
 * @param decay the share of a parameter that a step takes away, per learning rate, 0 or more
 * @param alpha how fast steps get shorter, 0 or more
 * @param averageFrom the number of steps before averaging, 0 or more
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("asgd")
@Doc("Gradient descent whose average is evaluated.")
@OptimizerCard(
    family = OptimizerFamily.AVERAGING,
    rule =
        "g = g + weightDecay p; eta = learningRate / (1 + decay learningRate (t - "
            + "1))^alpha; p = p - eta (g + decay p); a = a + (p - a) / max(1, t - 1 - "
            + "averageFrom)",
    state = "a",
    use = "Long runs with small batches, averaged towards the end.",
    paper = "Polyak and Juditsky 1992")
public record Asgd(
    @Default("0.01") @Doc("The length of a step.") Schedule learningRate,
    @Default("1e-4") @Doc("The share of a parameter that a step takes away.") double decay,
    @Default("0.75") @Doc("How fast steps get shorter.") double alpha,
    @Default("1e6") @Doc("The number of steps before averaging.") double averageFrom,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Asgd {
    requireRate(learningRate);
    requireNonNegative(decay, "decay");
    requireNonNegative(alpha, "alpha");
    requireNonNegative(averageFrom, "averageFrom");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Asgd(double learningRate) {
    this(Schedule.constant(learningRate), 1e-4, 0.75, 1e6, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay), new ScaleByAsgd(learningRate, decay, alpha, averageFrom));
  }
}
