package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * A power of what is left of the way: {@code end + (initial - end) (1 - k / steps)^power} after k
 * steps, and {@code end} from {@code steps} on. With {@code cycle}, whenever the end is reached the
 * way becomes longer by {@code steps}. Keras's PolynomialDecay, Optax's polynomial_schedule, with
 * {@code end = 0} PyTorch's PolynomialLR.
 *
 * @param initial the value at first, 0 or more
 * @param steps the number of steps down to the end, 1 or more
 * @param end the value at the end, 0 or more
 * @param power the exponent, above 0
 * @param cycle whether the value rises again after the end
 */
@Named("polynomial")
@Doc("A value that falls as a power of what is left of the way.")
public record Polynomial(
    @Doc("The value at first.") double initial,
    @Doc("The number of steps to the end.") long steps,
    @Default("0.0") @Doc("The value at the end.") double end,
    @Default("1.0") @Doc("The exponent.") double power,
    @Default("false") @Doc("Whether the value rises again after the end.") boolean cycle)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public Polynomial {
    requireNonNegative(initial, "initial");
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    requireNonNegative(end, "end");
    requirePositive(power, "power");
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor way = step.div((double) steps).ceil().maximum(1).mul((double) steps);
    Tensor progress = cycle ? step.div(way) : step.minimum((double) steps).div((double) steps);
    return progress.rsub(1).pow(power).mul(initial - end).add(end);
  }
}
