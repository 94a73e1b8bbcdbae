package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;

import java.util.Collections;
import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Given values at given steps: in between they are held, or follow a line or half a cosine; after
 * the last step its value stays. Optax's piecewise_interpolate_schedule, and with {@code hold} what
 * Keras calls PiecewiseConstantDecay, where a value begins at its step.
 *
 * @param steps the numbers of steps, ascending from 0
 * @param values the value at each
 * @param between how each value goes to the next
 */
@Named("piecewise")
@Doc("Given values at given steps.")
public record Piecewise(
    @Doc("The steps, from 0 on.") List<Long> steps,
    @Doc("The value at each.") List<Double> values,
    @Default("linear") @Doc("How each value goes to the next.") Ramp between)
    implements Schedule {
  /** Copies the lists and requires that they fit. */
  public Piecewise {
    steps = List.copyOf(steps);
    values = List.copyOf(values);
    require(
        !steps.isEmpty() && steps.size() == values.size(),
        "steps and values must be of one length above 0, were %s and %s",
        steps,
        values);
    require(steps.getFirst() == 0, "steps must begin with 0, were %s", steps);
    for (int i = 1; i < steps.size(); i++) {
      require(steps.get(i) > steps.get(i - 1), "steps must ascend, were %s", steps);
    }
    for (double value : values) {
      require(Double.isFinite(value), "values must be finite, were %s", values);
    }
  }

  @Override
  public Tensor at(Tensor step) {
    if (steps.size() == 1) {
      return Tensor.scalar(values.getFirst(), DType.FLOAT64);
    }
    List<Double> knots = steps.stream().map(Long::doubleValue).toList();
    return new Knots(knots, values, Collections.nCopies(knots.size() - 1, between)).at(step);
  }
}
