package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Another schedule, never below or above given values: {@code min(high, max(low, schedule(k)))}.
 *
 * @param schedule the other
 * @param low the least value, 0 or more
 * @param high the largest value, {@code low} or more
 */
@Named("bounded")
@Doc("Another schedule, never below or above given values.")
public record Bounded(
    @Doc("The other schedule.") Schedule schedule,
    @Default("0.0") @Doc("The least value.") double low,
    @Default("1e30") @Doc("The largest value.") double high)
    implements Schedule {
  /** Requires bounds in order. */
  public Bounded {
    requireNonNegative(low, "low");
    require(high >= low, "high must be at least low, %s, was %s", low, high);
  }

  @Override
  public Tensor at(Tensor step) {
    return schedule.at(step).clamp(low, high);
  }
}
