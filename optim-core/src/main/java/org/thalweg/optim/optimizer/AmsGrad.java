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
import org.thalweg.optim.transform.ScaleByUnbiasedAmsgrad;

/**
 * Adam whose mean square, freed of its bias, never falls; see {@link
 * org.thalweg.optim.transform.ScaleByUnbiasedAmsgrad}. {@code adam} with {@code amsgrad} frees it
 * of its bias later, as PyTorch does.
 *
 * <p>Optax's amsgrad. Reddi, Kale and Kumar 2018, arXiv:1904.09237.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("amsgrad")
@Doc("Adam whose mean square never falls.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w = max(w, v/(1 - "
            + "beta2^t)); p = p - learningRate m/(1 - beta1^t) / (sqrt(w) + epsilon)",
    state = "m, v, w",
    use = "As adam, where rare large gradients matter.",
    paper = "Reddi, Kale and Kumar 2018, arXiv:1904.09237")
public record AmsGrad(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AmsGrad {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AmsGrad(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByUnbiasedAmsgrad(beta1, beta2, epsilon), scaleByLearningRate(learningRate));
  }
}
