package org.thalweg.optim.optimizer;

import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;

/**
 * Gradient descent: {@code p = p - learningRate g}.
 *
 * <p>Cauchy, "Methode generale pour la resolution des systemes d'equations simultanees", 1847.
 *
 * @param learningRate the length of a step per unit of slope, 0 or more
 */
@Named("gradient-descent")
@Doc("Steps against the gradient.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule = "p = p - learningRate g",
    use = "Convex problems and lessons.",
    paper = "Cauchy 1847")
public record GradientDescent(@Doc("The length of a step.") Schedule learningRate)
    implements Optimizer {
  /** Requires a rate of 0 or more. */
  public GradientDescent {
    requireRate(learningRate);
  }

  /** Makes gradient descent with a constant rate. */
  public GradientDescent(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  @Override
  public GradientTransform<?> transform() {
    return scaleByLearningRate(learningRate);
  }
}
