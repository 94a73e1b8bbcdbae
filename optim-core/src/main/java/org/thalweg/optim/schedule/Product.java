package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;

import java.util.List;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * The product of schedules: a chain of factors, as PyTorch's ChainedScheduler and MultiplicativeLR
 * make it.
 *
 * @param schedules the schedules, one or more
 */
@Named("product")
@Doc("The product of schedules.")
public record Product(@Doc("The schedules.") List<Schedule> schedules) implements Schedule {
  /** Copies the list, which is not empty. */
  public Product {
    schedules = List.copyOf(schedules);
    require(!schedules.isEmpty(), "schedules must hold at least one schedule");
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor value = schedules.getFirst().at(step);
    for (Schedule schedule : schedules.subList(1, schedules.size())) {
      value = value.mul(schedule.at(step));
    }
    return value;
  }
}
