package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.optim.transform.ScaleByDowg;

/**
 * DoWG: gradient descent with the squared distance gone over the root of the weighted sum of
 * squared gradients as its rate; see {@link ScaleByDowg} for the formula.
 *
 * <p>Optax's contributed dowg. Khaled, Mishchenko and Jin, "DoWG unleashed: an efficient universal
 * parameter-free gradient descent method", 2023, arXiv:2305.16284.
 *
 * @param learningRate the factor of the rate, 0 or more
 * @param epsilon what is added to the root, and the first squared distance, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, 0 or more
 */
@Named("dowg")
@Doc("Gradient descent with distance over weighted gradients as its rate.")
@OptimizerCard(
    family = OptimizerFamily.PARAMETER_FREE,
    rule =
        "g = g + weightDecay p; r = max(r, |p - p0|^2); s = s + r |g|^2; p = p - learningRate r /"
            + " (sqrt(s) + epsilon) g",
    state = "p0",
    use = "As dog; it gets away from the start sooner.",
    paper = "Khaled, Mishchenko and Jin 2023, arXiv:2305.16284")
public record Dowg(
    @Default("1.0") @Doc("The factor of the rate.") Schedule learningRate,
    @Default("1e-4") @Doc("What is added to the root; the first squared distance.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Dowg {
    requireRate(learningRate);
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new ScaleByDowg(epsilon);
  }

  /** Makes DoWG with defaults. */
  public Dowg() {
    this(Schedule.constant(1), 1e-4, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByDowg(epsilon),
        scaleByLearningRate(learningRate));
  }
}
