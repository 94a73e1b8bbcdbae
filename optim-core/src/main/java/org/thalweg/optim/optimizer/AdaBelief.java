package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.optim.transform.ScaleByBelief;

/**
 * AdaBelief: large steps where gradients are as expected; see {@link
 * org.thalweg.optim.transform.ScaleByBelief}.
 *
 * <p>Optax's adabelief. Zhuang et al. 2020, arXiv:2010.07468.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param epsilonRoot what is added to the mean square at every step, 0 or more
 */
@Named("adabelief")
@Doc("Adam with the deviation of gradients from their mean.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) (g - m)^2 + epsilonRoot; "
            + "p = p - learningRate m/(1 - beta1^t) / (sqrt(s/(1 - beta2^t)) + epsilon)",
    state = "m, s",
    use = "As adam; generative adversarial networks among others.",
    paper = "Zhuang et al. 2020, arXiv:2010.07468")
public record AdaBelief(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-16") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-16") @Doc("What is added to the mean square at every step.") double epsilonRoot)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AdaBelief {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(epsilonRoot, "epsilonRoot");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AdaBelief(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-16, 1e-16);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByBelief(beta1, beta2, epsilon, epsilonRoot), scaleByLearningRate(learningRate));
  }
}
