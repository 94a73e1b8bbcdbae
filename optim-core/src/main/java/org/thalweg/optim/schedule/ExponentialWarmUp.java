package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Exponential growth up to another schedule, then that schedule from its beginning: after k steps
 * {@code start^(1 - k / steps) schedule(0)} for {@code k < steps}, {@code schedule(k - steps)} from
 * there on.
 *
 * @param schedule what comes after the warm-up
 * @param steps the number of steps of the warm-up, 1 or more
 * @param start the share of the schedule's first value at the first step, above 0 and at most 1
 */
@Named("exponential-warm-up")
@Doc("Exponential growth up to another schedule, then that schedule.")
public record ExponentialWarmUp(
    @Doc("What comes after the warm-up.") Schedule schedule,
    @Doc("The number of steps of the warm-up.") long steps,
    @Default("0.01") @Doc("The share of the schedule's first value at the first step.")
        double start)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public ExponentialWarmUp {
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    require(0 < start && start <= 1, "start must be above 0 and at most 1, was %s", start);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor value = schedule.at(step.sub((double) steps).maximum(0));
    Tensor left = step.div((double) steps).rsub(1).maximum(0);
    return value.mul(Tensor.scalar(start, DType.FLOAT64).pow(left));
  }
}
