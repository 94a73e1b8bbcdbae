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
import org.thalweg.optim.transform.ScaleByAcprop;

/**
 * ACProp; see {@link org.thalweg.optim.transform.ScaleByAcprop}.
 *
 * <p>Optax's contrib.acprop. Zhuang et al. 2021, arXiv:2110.05454.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param epsilonRoot what is added to the mean square at every step, 0 or more
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("acprop")
@Doc("Gradients over their deviation at the steps before.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "p = p - learningRate (g / (sqrt(s/(1 - beta2^(t-1))) + epsilon) + weightDecay "
            + "p); s = beta2 s + (1 - beta2) (g - m)^2 + epsilonRoot; m = beta1 m + (1 - beta1) "
            + "g",
    state = "m, s",
    use = "Reinforcement learning and adversarial networks.",
    paper = "Zhuang et al. 2021, arXiv:2110.05454")
public record AcProp(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-16") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-16") @Doc("What is added to the mean square at every step.") double epsilonRoot,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AcProp {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(epsilonRoot, "epsilonRoot");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AcProp(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-16, 1e-16, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByAcprop(beta1, beta2, epsilon, epsilonRoot),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
