package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scale;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByCocob;

/**
 * COCOB; see {@link org.thalweg.optim.transform.ScaleByCocob}. The learning rate is a factor of
 * gradients, which hardly matters.
 *
 * <p>Optax's contrib.cocob. Orabona and Tommasi 2017, arXiv:1705.07795.
 *
 * @param learningRate the factor of gradients, 0 or more
 * @param alpha how small first bets are, above 0
 * @param epsilon the size of gradients that is assumed at first, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("cocob")
@Doc("Coin betting, without a learning rate.")
@OptimizerCard(
    family = OptimizerFamily.PARAMETER_FREE,
    rule =
        "g = learningRate (g + weightDecay p); l = max(l, |g|); a = a + |g|; r = max(r - "
            + "g (p - p0), 0); c = c - g; p = p0 + c / (l max(a + l, alpha l)) (l + r); l is "
            + "epsilon at first",
    state = "p0, l, a, r, c",
    use = "Where no learning rate is to be tuned.",
    paper = "Orabona and Tommasi 2017, arXiv:1705.07795")
public record Cocob(
    @Default("1.0") @Doc("The factor of gradients.") Schedule learningRate,
    @Default("100.0") @Doc("How small first bets are.") double alpha,
    @Default("1e-8") @Doc("The size of gradients that is assumed at first.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Cocob {
    requireRate(learningRate);
    requirePositive(alpha, "alpha");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Cocob(double learningRate) {
    this(Schedule.constant(learningRate), 100, 1e-8, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate),
        scale(-1),
        new ScaleByCocob(alpha, epsilon));
  }
}
