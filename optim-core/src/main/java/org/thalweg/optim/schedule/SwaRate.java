package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Another schedule for {@code start} steps, then over to a value within {@code steps} steps, which
 * stays: the rate while weights are averaged. PyTorch's SWALR.
 *
 * <p>Izmailov et al., "Averaging weights leads to wider optima and better generalization", 2018,
 * arXiv:1803.05407.
 *
 * @param schedule what comes first
 * @param start the number of steps before averaging, 0 or more
 * @param value the value while averaging, 0 or more
 * @param steps the number of steps over to it, 0 or more
 * @param ramp the way over
 */
@Named("swa")
@Doc("Another schedule, then a constant rate while weights are averaged.")
public record SwaRate(
    @Doc("What comes first.") Schedule schedule,
    @Doc("The number of steps before averaging.") long start,
    @Doc("The value while averaging.") double value,
    @Default("10") @Doc("The number of steps over to it.") long steps,
    @Default("cosine") @Doc("The way over.") Ramp ramp)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public SwaRate {
    require(start >= 0, "start must be 0 or more, was %s", start);
    requireNonNegative(value, "value");
    require(steps >= 0, "steps must be 0 or more, was %s", steps);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor from = schedule.at(Tensor.scalar((double) start, DType.FLOAT64));
    Tensor progress = step.sub((double) start).div((double) Math.max(1, steps)).clamp(0, 1);
    Tensor later = ramp.left(progress).mul(from.sub(value)).add(value);
    return where(step.le((double) start), schedule.at(step), later);
  }
}
