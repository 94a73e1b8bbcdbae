package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Decay as the inverse of time: {@code initial / (1 + decay k / every)} after k steps; with a
 * staircase the quotient is rounded down. Keras's InverseTimeDecay.
 *
 * @param initial the value at first, 0 or more
 * @param decay how much the divisor grows over {@code every} steps, 0 or more
 * @param every a number of steps, 1 or more
 * @param staircase whether the value falls at once at the end of these steps
 */
@Named("inverse-time")
@Doc("A value over a divisor that grows evenly.")
public record InverseTime(
    @Doc("The value at first.") double initial,
    @Doc("How much the divisor grows.") double decay,
    @Default("1") @Doc("Over how many steps.") long every,
    @Default("false") @Doc("Whether the value falls at once at their end.") boolean staircase)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public InverseTime {
    requireNonNegative(initial, "initial");
    requireNonNegative(decay, "decay");
    require(every >= 1, "every must be 1 or more, was %s", every);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor time = step.div((double) every);
    return (staircase ? time.floor() : time).mul(decay).add(1).rdiv(initial);
  }
}
