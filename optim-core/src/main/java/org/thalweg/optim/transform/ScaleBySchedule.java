package org.thalweg.optim.transform;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients times a number that depends on the step.
 *
 * @param schedule the number
 */
@Named("scale-by-schedule")
@Doc("Gradients times a number that depends on the step.")
public record ScaleBySchedule(@Doc("The number.") Schedule schedule) implements Stateless {
  @Override
  public Parameters update(Parameters gradients, Context context) {
    Tensor factor = context.at(schedule);
    return gradients.map(g -> g.mul(factor.to(g.dtype())));
  }
}
