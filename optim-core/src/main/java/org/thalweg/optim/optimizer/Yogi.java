package org.thalweg.optim.optimizer;

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
import org.thalweg.optim.transform.ScaleByYogi;

/**
 * Yogi: Adam whose mean square rises by an amount that does not depend on it; see {@link
 * org.thalweg.optim.transform.ScaleByYogi}.
 *
 * <p>Optax's yogi. Zaheer et al., "Adaptive methods for nonconvex optimization", 2018.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("yogi")
@Doc("Adam whose mean square changes slowly.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) g; v = v - (1 - beta2) sign(v - g^2) g^2; p = p - "
            + "learningRate m/(1 - beta1^t) / (sqrt(v/(1 - beta2^t)) + epsilon); m and v are "
            + "1e-6 at first",
    state = "m, v",
    use = "As adam, where gradients are sparse.",
    paper = "Zaheer et al. 2018")
public record Yogi(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-3") @Doc("What is added to the root of the mean square.") double epsilon)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Yogi {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Yogi(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-3);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(new ScaleByYogi(beta1, beta2, epsilon, 1e-6), scaleByLearningRate(learningRate));
  }
}
