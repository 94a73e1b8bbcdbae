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
import org.thalweg.optim.transform.ScaleByAdamax;

/**
 * Adamax with decoupled weight decay; see {@link org.thalweg.optim.transform.ScaleByAdamax}.
 *
 * <p>Optax's adamaxw. Loshchilov and Hutter 2019, arXiv:1711.05101.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the largest size keeps at a step, from 0 to below 1
 * @param epsilon what is added to the size of a gradient, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("adamaxw")
@Doc("Adamax with decoupled weight decay.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + epsilon); p = p - "
            + "learningRate (m / (1 - beta1^t) / u + weightDecay p)",
    state = "m, u",
    use = "As adamax, where weights should stay small.",
    paper =
        "Kingma and Ba 2015, arXiv:1412.6980; Loshchilov and Hutter 2019, " + "arXiv:1711.05101")
public record AdamaxW(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the largest size keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the size of a gradient.") double epsilon,
    @Default("1e-4") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AdamaxW {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AdamaxW(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 1e-4);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByAdamax(beta1, beta2, epsilon),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
