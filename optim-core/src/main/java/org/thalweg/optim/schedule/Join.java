package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.List;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Schedules one after another, each from its beginning. Optax's join_schedules.
 *
 * @param schedules the schedules, one or more
 * @param boundaries for each schedule but the first, the number of steps done when it begins;
 *     ascending, above 0
 */
@Named("join")
@Doc("Schedules one after another.")
public record Join(
    @Doc("The schedules, in order.") List<Schedule> schedules,
    @Doc("The steps at which all but the first begin.") List<Long> boundaries)
    implements Schedule {
  /** Copies the lists and requires boundaries that fit. */
  public Join {
    schedules = List.copyOf(schedules);
    boundaries = List.copyOf(boundaries);
    require(
        schedules.size() == boundaries.size() + 1,
        "boundaries must hold one number less than there are schedules, were %s for %s schedules",
        boundaries,
        schedules.size());
    long last = 0;
    for (long boundary : boundaries) {
      require(boundary > last, "boundaries must ascend from above 0, were %s", boundaries);
      last = boundary;
    }
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor value = schedules.getFirst().at(step);
    for (int i = 0; i < boundaries.size(); i++) {
      double boundary = boundaries.get(i);
      Tensor next = schedules.get(i + 1).at(step.sub(boundary).maximum(0));
      value = where(step.lt(boundary), value, next);
    }
    return value;
  }
}
