package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * A straight line from one value to another: {@code initial + (end - initial) k / steps} after k
 * steps, and {@code end} from {@code steps} on. Optax's linear_schedule, PyTorch's LinearLR.
 *
 * @param initial the value at first, 0 or more
 * @param steps the number of steps down to the end, 1 or more
 * @param end the value at the end, 0 or more
 */
@Named("linear")
@Doc("A value that goes along a straight line.")
public record Linear(
    @Doc("The value at first.") double initial,
    @Doc("The number of steps to the end.") long steps,
    @Default("0.0") @Doc("The value at the end.") double end)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public Linear {
    requireNonNegative(initial, "initial");
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    requireNonNegative(end, "end");
  }

  @Override
  public Tensor at(Tensor step) {
    return Ramp.LINEAR.between(initial, end, step.minimum((double) steps).div((double) steps));
  }
}
