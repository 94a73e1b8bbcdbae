package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Warm-up, stable, decay: a line up to a value, that value for a while, then down to the end, which
 * stays.
 *
 * <p>Hu et al., "MiniCPM", 2024, arXiv:2404.06395; the form of the decay: Haegele et al., 2024,
 * arXiv:2405.18392.
 *
 * @param peak the value in the middle, 0 or more
 * @param warmUp the number of steps up to it, 0 or more
 * @param stable the number of steps that it stays, 0 or more
 * @param decay the number of steps down, 1 or more
 * @param start the value at first, 0 or more
 * @param end the value at last, 0 or more
 * @param ramp the way down
 */
@Named("wsd")
@Doc("Warm-up, stable, decay.")
public record Wsd(
    @Doc("The value in the middle.") double peak,
    @Doc("The number of steps up to it.") long warmUp,
    @Doc("The number of steps that it stays.") long stable,
    @Doc("The number of steps down.") long decay,
    @Default("0.0") @Doc("The value at first.") double start,
    @Default("0.0") @Doc("The value at last.") double end,
    @Default("linear") @Doc("The way down.") Ramp ramp)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public Wsd {
    requireNonNegative(peak, "peak");
    require(warmUp >= 0, "warmUp must be 0 or more, was %s", warmUp);
    require(stable >= 0, "stable must be 0 or more, was %s", stable);
    require(decay >= 1, "decay must be 1 or more, was %s", decay);
    requireNonNegative(start, "start");
    requireNonNegative(end, "end");
  }

  @Override
  public Tensor at(Tensor step) {
    List<Double> steps = new ArrayList<>(List.of((double) warmUp + stable));
    List<Double> values = new ArrayList<>(List.of(peak));
    List<Ramp> ramps = new ArrayList<>();
    if (stable > 0) {
      steps.addFirst((double) warmUp);
      values.addFirst(peak);
      ramps.add(Ramp.HOLD);
    }
    if (warmUp > 0) {
      steps.addFirst(0.0);
      values.addFirst(start);
      ramps.addFirst(Ramp.LINEAR);
    }
    steps.add((double) warmUp + stable + decay);
    values.add(end);
    ramps.add(ramp);
    return new Knots(steps, values, ramps).at(step);
  }
}
