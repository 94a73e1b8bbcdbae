package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.optim.transform.ScaleBySophia;

/**
 * Sophia: the running mean of gradients over that of the Hessian's diagonal, clipped; see {@link
 * ScaleBySophia} for the formula.
 *
 * <p>Optax's contributed sophia with Hutchinson's estimator. Liu et al., "Sophia: a scalable
 * stochastic second-order optimizer for language model pre-training", 2023, arXiv:2305.14342.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps, from 0 to below 1
 * @param beta2 the share of itself that the mean of the diagonal keeps, from 0 to below 1
 * @param epsilon the least divisor, above 0
 * @param gamma the factor of the diagonal, above 0
 * @param threshold the largest size of a step's element before the rate, above 0
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 * @param every the number of steps from estimate to estimate of the diagonal, 1 or more
 * @param seed what the random signs of the estimates come from
 */
@Named("sophia")
@Doc("The mean of gradients over that of the Hessian's diagonal, clipped.")
@OptimizerCard(
    family = OptimizerFamily.SECOND_ORDER,
    rule =
        "m = beta1 m + (1 - beta1) g; u = clip(m/(1 - beta1^t) / max(gamma h, epsilon), threshold);"
            + " every so many steps h = beta2 h + (1 - beta2) z (H z); p = p - learningRate (u +"
            + " weightDecay p)",
    state = "m, h",
    needs = OptimizerCard.Need.OBJECTIVE,
    use = "Language models, at a few times AdamW's work per step.",
    paper = "Liu et al. 2023, arXiv:2305.14342")
public record Sophia(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.965") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.99") @Doc("The share of itself that the mean diagonal keeps.") double beta2,
    @Default("1e-8") @Doc("The least divisor.") double epsilon,
    @Default("0.01") @Doc("The factor of the diagonal.") double gamma,
    @Default("1.0") @Doc("The largest size of a step's element.") double threshold,
    @Default("1e-4") @Doc("The share of parameters that is taken off.") double weightDecay,
    @Default("10") @Doc("The number of steps from estimate to estimate.") int every,
    @Default("0") @Doc("What the random signs come from.") long seed)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Sophia {
    requireRate(learningRate);
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new ScaleBySophia(beta1, beta2, epsilon, gamma, threshold, every, seed);
  }

  /** Makes Sophia with a constant rate and defaults for the rest. */
  public Sophia(double learningRate) {
    this(Schedule.constant(learningRate), 0.965, 0.99, 1e-8, 0.01, 1, 1e-4, 10, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleBySophia(beta1, beta2, epsilon, gamma, threshold, every, seed),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
