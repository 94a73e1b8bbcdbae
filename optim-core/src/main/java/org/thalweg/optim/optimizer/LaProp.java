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
import org.thalweg.optim.transform.ScaleByLaprop;

/**
 * LaProp: the running mean of scaled gradients, where Adam scales the mean; see {@link
 * org.thalweg.optim.transform.ScaleByLaprop}.
 *
 * <p>Ziyin, Wang and Ueda, "LaProp: separating momentum and adaptivity in Adam", 2020,
 * arXiv:2002.04839.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of scaled gradients keeps at a step, from 0 to
 *     below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("laprop")
@Doc("Momentum of scaled gradients.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "v = beta2 v + (1 - beta2) g^2; m = beta1 m + (1 - beta1) g / (sqrt(v/(1 - "
            + "beta2^t)) + epsilon); p = p - learningRate (m/(1 - beta1^t) + weightDecay p)",
    state = "m, v",
    use = "As adam, with any pair of shares.",
    paper = "Ziyin, Wang and Ueda 2020, arXiv:2002.04839")
public record LaProp(
    @Default("4e-4") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of scaled gradients keeps.")
        double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-15") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public LaProp {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public LaProp(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-15, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByLaprop(beta1, beta2, epsilon),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
