package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import java.util.Collections;
import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Up to a peak and down again, far below the start: from {@code peak / startDivisor} to {@code
 * peak} in the first {@code rise} of the steps, then to {@code peak / startDivisor / endDivisor},
 * which stays. With three phases the fall takes as long as the rise did and ends where it began;
 * the last phase goes down from there. PyTorch's OneCycleLR; see {@link OneCycleMomentum} for what
 * goes with it.
 *
 * <p>Smith and Topin, "Super-convergence", 2018, arXiv:1708.07120.
 *
 * @param peak the largest value, 0 or more
 * @param steps the number of steps, 2 or more
 * @param rise the share of the steps in which the value rises, above 0 and below 1
 * @param startDivisor the peak over the first value, above 0
 * @param endDivisor the first value over the last, above 0
 * @param ramp the way between them
 * @param threePhases whether the fall has two phases
 */
@Named("one-cycle")
@Doc("Up to a peak and down again, far below the start.")
public record OneCycle(
    @Doc("The largest value.") double peak,
    @Doc("The number of steps.") long steps,
    @Default("0.3") @Doc("The share of steps in which the value rises.") double rise,
    @Default("25.0") @Doc("The peak over the first value.") double startDivisor,
    @Default("1e4") @Doc("The first value over the last.") double endDivisor,
    @Default("cosine") @Doc("The way between them.") Ramp ramp,
    @Default("false") @Doc("Whether the fall has two phases.") boolean threePhases)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public OneCycle {
    requireNonNegative(peak, "peak");
    requirePositive(startDivisor, "startDivisor");
    requirePositive(endDivisor, "endDivisor");
    check(steps, rise, threePhases);
  }

  /** Makes one with defaults for the rest. */
  public OneCycle(double peak, long steps) {
    this(peak, steps, 0.3, 25, 1e4, Ramp.COSINE, false);
  }

  static void check(long steps, double rise, boolean threePhases) {
    require(steps >= 2, "steps must be 2 or more, was %s", steps);
    require(
        rise * steps > 1 && (threePhases ? 2 * rise * steps < steps + 1 : rise < 1),
        "rise must be a share of the steps above 1 / steps and below %s, was %s",
        threePhases ? "half of them" : "1",
        rise);
  }

  @Override
  public Tensor at(Tensor step) {
    double first = peak / startDivisor;
    return curve(steps, rise, threePhases, ramp, List.of(first, peak, first, first / endDivisor))
        .at(step);
  }

  /**
   * Returns the curve through the ends of the phases.
   *
   * @param values at first, at the peak, after the second of three phases, and at last
   */
  static Knots curve(long steps, double rise, boolean threePhases, Ramp ramp, List<Double> values) {
    double peak = rise * steps - 1;
    double last = steps - 1.0;
    return threePhases
        ? new Knots(
            List.of(0.0, peak, 2 * rise * steps - 2, last), values, Collections.nCopies(3, ramp))
        : new Knots(
            List.of(0.0, peak, last),
            List.of(values.get(0), values.get(1), values.get(3)),
            Collections.nCopies(2, ramp));
  }
}
