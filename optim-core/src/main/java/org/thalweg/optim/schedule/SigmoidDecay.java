package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * A fall along a logistic curve: {@code initial / (1 + exp(steepness (k - center)))} after k steps.
 * Deeplearning4j's SigmoidSchedule with {@code gamma = -steepness}.
 *
 * @param initial the value far before the center, 0 or more
 * @param center the step at which half of it is left, 0 or more
 * @param steepness how fast it falls there, above 0, per step
 */
@Named("sigmoid")
@Doc("A value that falls along a logistic curve.")
public record SigmoidDecay(
    @Doc("The value far before the center.") double initial,
    @Doc("The step at which half of it is left.") long center,
    @Doc("How fast it falls there, per step.") double steepness)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public SigmoidDecay {
    requireNonNegative(initial, "initial");
    require(center >= 0, "center must be 0 or more, was %s", center);
    requirePositive(steepness, "steepness");
  }

  @Override
  public Tensor at(Tensor step) {
    return step.sub((double) center).mul(-steepness).sigmoid().mul(initial);
  }
}
