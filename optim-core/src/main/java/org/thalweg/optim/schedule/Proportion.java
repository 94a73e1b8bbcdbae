package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * A number that follows another schedule: {@code low + (high - low) (schedule(k) - fromLow) /
 * (fromHigh - fromLow)}, such as a radius that shrinks with the learning rate: Zhuang et al.,
 * "Surrogate gap minimization improves sharpness-aware training", 2022, arXiv:2203.08065.
 *
 * @param schedule the other
 * @param fromLow a value of the other
 * @param fromHigh another value of it
 * @param low the value where the other has {@code fromLow}, 0 or more
 * @param high the value where the other has {@code fromHigh}, 0 or more
 */
@Named("proportion")
@Doc("A number that follows another schedule.")
public record Proportion(
    @Doc("The other schedule.") Schedule schedule,
    @Doc("A value of the other.") double fromLow,
    @Doc("Another value of it.") double fromHigh,
    @Doc("The value where the other has the first.") double low,
    @Doc("The value where the other has the second.") double high)
    implements Schedule {
  /** Requires two values that differ. */
  public Proportion {
    require(
        Double.isFinite(fromHigh - fromLow) && fromHigh != fromLow,
        "fromLow and fromHigh must be finite and differ, were %s and %s",
        fromLow,
        fromHigh);
    requireNonNegative(low, "low");
    requireNonNegative(high, "high");
  }

  @Override
  public Tensor at(Tensor step) {
    return schedule.at(step).sub(fromLow).mul((high - low) / (fromHigh - fromLow)).add(low);
  }
}
