package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.optim.transform.QuasiHyperbolicMomentum;

/**
 * Quasi-hyperbolic momentum; see {@link org.thalweg.optim.transform.QuasiHyperbolicMomentum}.
 * Defaults are the paper's advice.
 *
 * <p>Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", 2019, arXiv:1810.06801.
 *
 * @param learningRate the length of a step, 0 or more
 * @param momentum the share of itself that the mean keeps at a step, from 0 to below 1
 * @param nu the share of the mean in a step, from 0 to 1
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("qhm")
@Doc("A mix of gradients and their running mean.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule =
        "g = g + weightDecay p; b = momentum b + (1 - momentum) g; p = p - learningRate "
            + "((1 - nu) g + nu b)",
    state = "b",
    use = "As sgd with momentum, with longer memory.",
    paper = "Ma and Yarats 2019, arXiv:1810.06801")
public record Qhm(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.999") @Doc("The share of itself that the mean keeps.") double momentum,
    @Default("0.7") @Doc("The share of the mean in a step.") double nu,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Qhm {
    requireRate(learningRate);
    requireDecay(momentum, "momentum");
    require(0 <= nu && nu <= 1, "nu must lie between 0 and 1, was %s", nu);
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Qhm(double learningRate) {
    this(Schedule.constant(learningRate), 0.999, 0.7, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new QuasiHyperbolicMomentum(momentum, nu),
        scaleByLearningRate(learningRate));
  }
}
