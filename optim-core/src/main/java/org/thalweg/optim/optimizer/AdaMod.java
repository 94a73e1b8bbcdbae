package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scale;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.ScaleByAdamod;

/**
 * AdaMod; see {@link org.thalweg.optim.transform.ScaleByAdamod}.
 *
 * <p>Ding et al., "An adaptive and momental bound method for stochastic learning", 2019,
 * arXiv:1910.12249.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param beta3 the share of itself that the mean of rates keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("adamod")
@Doc("Adam with rates that do not exceed their running mean.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) "
            + "g^2; e = learningRate / (sqrt(v/(1 - beta2^t)) + epsilon); s = beta3 s + (1 - "
            + "beta3) e; p = p - min(e, s) m/(1 - beta1^t)",
    state = "m, v, s",
    use = "As adam, without a warm-up.",
    paper = "Ding et al. 2019, arXiv:1910.12249")
public record AdaMod(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("0.999") @Doc("The share of itself that the mean of rates keeps.") double beta3,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public AdaMod {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireDecay(beta3, "beta3");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public AdaMod(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 0.999, 1e-8, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByAdamod(learningRate, beta1, beta2, beta3, epsilon),
        scale(-1));
  }
}
