package org.thalweg.optim.schedule;

import static org.thalweg.api.tensor.Tensors.where;

import java.util.List;
import org.thalweg.api.tensor.Tensor;

/**
 * A curve through points.
 *
 * @param steps the steps of the points, ascending
 * @param values the values there
 * @param ramps how each goes to the next, one less than there are points
 */
record Knots(List<Double> steps, List<Double> values, List<Ramp> ramps) {
  /** Returns the curve's value; before the first point it is that of the first, and so after. */
  Tensor at(Tensor step) {
    Tensor value = piece(step, 0);
    for (int i = 1; i < ramps.size(); i++) {
      value = where(step.gt(steps.get(i)), piece(step, i), value);
    }
    return value;
  }

  private Tensor piece(Tensor step, int i) {
    Tensor progress = step.sub(steps.get(i)).div(steps.get(i + 1) - steps.get(i)).clamp(0, 1);
    return ramps.get(i).between(values.get(i), values.get(i + 1), progress);
  }
}
