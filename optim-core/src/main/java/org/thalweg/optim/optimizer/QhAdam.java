package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
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
import org.thalweg.optim.transform.ScaleByQhadam;

/**
 * QHAdam; see {@link org.thalweg.optim.transform.ScaleByQhadam}. With both shares 1 it is Adam; the
 * paper advises 0.7 and 1 with a beta1 of 0.995.
 *
 * <p>Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", 2019, arXiv:1810.06801.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param nu1 the share of the mean of gradients, from 0 to 1
 * @param nu2 the share of the mean square, from 0 to 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("qhadam")
@Doc("Adam with shares of the gradient itself.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) "
            + "g^2; p = p - learningRate ((1 - nu1) g + nu1 m/(1 - beta1^t)) / (sqrt((1 - nu2) "
            + "g^2 + nu2 v/(1 - beta2^t)) + epsilon)",
    state = "m, v",
    use = "As adam, more stable with a nu2 below 1.",
    paper = "Ma and Yarats 2019, arXiv:1810.06801")
public record QhAdam(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1.0") @Doc("The share of the mean of gradients.") double nu1,
    @Default("1.0") @Doc("The share of the mean square.") double nu2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public QhAdam {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    require(0 <= nu1 && nu1 <= 1, "nu1 must lie between 0 and 1, was %s", nu1);
    require(0 <= nu2 && nu2 <= 1, "nu2 must lie between 0 and 1, was %s", nu2);
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public QhAdam(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1, 1, 1e-8, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByQhadam(beta1, beta2, nu1, nu2, epsilon),
        scaleByLearningRate(learningRate));
  }
}
