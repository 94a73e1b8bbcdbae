package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.requireNonNegative;

import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * The momentum that goes with {@link OneCycle}: low where the rate is high. It falls from {@code
 * high} to {@code low} while the rate rises, rises to {@code high} after that, and stays. PyTorch's
 * OneCycleLR with {@code cycle_momentum}.
 *
 * @param steps the number of steps, 2 or more
 * @param high the momentum at first and at last, 0 or more
 * @param low the momentum at the peak of the rate, 0 or more
 * @param rise the share of the steps in which the rate rises, above 0 and below 1
 * @param ramp the way between them
 * @param threePhases whether the rate falls in two phases; the momentum rises in the first
 */
@Named("one-cycle-momentum")
@Doc("The momentum that goes with one-cycle: low where the rate is high.")
public record OneCycleMomentum(
    @Doc("The number of steps.") long steps,
    @Default("0.95") @Doc("The momentum at first and at last.") double high,
    @Default("0.85") @Doc("The momentum at the peak of the rate.") double low,
    @Default("0.3") @Doc("The share of steps in which the rate rises.") double rise,
    @Default("cosine") @Doc("The way between them.") Ramp ramp,
    @Default("false") @Doc("Whether the rate falls in two phases.") boolean threePhases)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public OneCycleMomentum {
    OneCycle.check(steps, rise, threePhases);
    requireNonNegative(high, "high");
    requireNonNegative(low, "low");
  }

  @Override
  public Tensor at(Tensor step) {
    return OneCycle.curve(steps, rise, threePhases, ramp, List.of(high, low, high, high)).at(step);
  }
}
