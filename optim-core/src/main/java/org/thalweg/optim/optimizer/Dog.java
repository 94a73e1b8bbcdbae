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
import org.thalweg.optim.transform.ScaleByDog;

/**
 * DoG: gradient descent with the distance gone over the root of the sum of squared gradients as its
 * rate; see {@link ScaleByDog} for the formula.
 *
 * <p>Optax's contributed dog with its heuristic first distance. The authors evaluate with a mean of
 * the weights, which polyak-averaging gives. Ivgi, Hinder and Carmon, "DoG is SGD's best friend",
 * 2023, arXiv:2302.12022.
 *
 * @param learningRate the factor of the rate, 0 or more
 * @param initial the first distance relative to 1 plus the norm of the start, above 0
 * @param epsilon what is added to the sum of squares, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, 0 or more
 */
@Named("dog")
@Doc("Gradient descent with distance over gradients as its rate.")
@OptimizerCard(
    family = OptimizerFamily.PARAMETER_FREE,
    rule =
        "g = g + weightDecay p; r = max(r, |p - p0|); s = s + |g|^2; p = p - learningRate r /"
            + " sqrt(s + epsilon) g",
    state = "p0",
    use = "SGD without a search for the rate; evaluate with a mean of weights.",
    paper = "Ivgi, Hinder and Carmon 2023, arXiv:2302.12022")
public record Dog(
    @Default("1.0") @Doc("The factor of the rate.") Schedule learningRate,
    @Default("1e-6") @Doc("The first distance, relative to the start.") double initial,
    @Default("1e-8") @Doc("What is added to the sum of squares.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Dog {
    requireRate(learningRate);
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new ScaleByDog(initial, epsilon);
  }

  /** Makes DoG with defaults. */
  public Dog() {
    this(Schedule.constant(1), 1e-6, 1e-8, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new ScaleByDog(initial, epsilon),
        scaleByLearningRate(learningRate));
  }
}
