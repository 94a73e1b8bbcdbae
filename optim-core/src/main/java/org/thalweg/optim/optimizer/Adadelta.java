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
import org.thalweg.optim.transform.ScaleByAdadelta;

/**
 * Adadelta: steps whose unit is that of the parameters; see {@link
 * org.thalweg.optim.transform.ScaleByAdadelta}.
 *
 * <p>PyTorch's Adadelta. Zeiler, "Adadelta: an adaptive learning rate method", 2012,
 * arXiv:1212.5701.
 *
 * @param learningRate the length of a step, 0 or more
 * @param rho the share of itself that a mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added under the roots, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 */
@Named("adadelta")
@Doc("Steps as long as past ones, by past gradients.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; v = rho v + (1 - rho) g^2; d = sqrt(u + epsilon) / sqrt(v "
            + "+ epsilon) g; u = rho u + (1 - rho) d^2; p = p - learningRate d",
    state = "v, u",
    use = "Where no learning rate is to be set; slow at first.",
    paper = "Zeiler 2012, arXiv:1212.5701")
public record Adadelta(
    @Default("1.0") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that a mean square keeps.") double rho,
    @Default("1e-6") @Doc("What is added under the roots.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Adadelta {
    requireRate(learningRate);
    requireDecay(rho, "rho");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Adadelta(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 1e-6, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByAdadelta(rho, epsilon),
        scaleByLearningRate(learningRate));
  }
}
