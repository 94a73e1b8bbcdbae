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
import org.thalweg.optim.transform.ScaleByNovograd;

/**
 * NovoGrad; see {@link org.thalweg.optim.transform.ScaleByNovograd}.
 *
 * <p>Optax's novograd. Ginsburg et al. 2019, arXiv:1905.11286.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the momentum keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean squared length keeps at a step, from 0 to below 1
 * @param epsilon what is added to the length, above 0
 * @param weightDecay the share of the parameter that the momentum takes in, 0 or more
 */
@Named("novograd")
@Doc("Momentum of gradients over their length, for each tensor.")
@OptimizerCard(
    family = OptimizerFamily.LAYER_WISE,
    rule =
        "v = beta2 v + (1 - beta2) |g|^2; m = beta1 m + g / (sqrt(v) + epsilon) + "
            + "weightDecay p; p = p - learningRate m; the first v is |g|^2",
    state = "m, a number",
    use = "Speech and language with little memory; robust to the start.",
    paper = "Ginsburg et al. 2019, arXiv:1905.11286")
public record NovoGrad(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the momentum keeps.") double beta1,
    @Default("0.25") @Doc("The share of itself that the mean squared length keeps.") double beta2,
    @Default("1e-6") @Doc("What is added to the length.") double epsilon,
    @Default("0.0") @Doc("The share of the parameter that the momentum takes in.")
        double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public NovoGrad {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public NovoGrad(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.25, 1e-6, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByNovograd(beta1, beta2, epsilon, weightDecay), scaleByLearningRate(learningRate));
  }
}
