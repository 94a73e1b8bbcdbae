package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * A staircase with given steps: {@code initial factor^n} after k steps, where n is the number of
 * milestones that are at most k. PyTorch's MultiStepLR, Optax's piecewise_constant_schedule.
 *
 * @param initial the value at first, 0 or more
 * @param milestones the numbers of steps at which the value falls, ascending, above 0
 * @param factor what the value is multiplied by at each, above 0
 */
@Named("multi-step")
@Doc("A value that falls by a factor at given steps.")
public record MultiStep(
    @Doc("The value at first.") double initial,
    @Doc("The steps at which it falls.") List<Long> milestones,
    @Default("0.1") @Doc("What the value is multiplied by at each.") double factor)
    implements Schedule {
  /** Copies the list and requires numbers in their ranges. */
  public MultiStep {
    requireNonNegative(initial, "initial");
    milestones = List.copyOf(milestones);
    long last = 0;
    for (long milestone : milestones) {
      require(milestone > last, "milestones must ascend from above 0, were %s", milestones);
      last = milestone;
    }
    requirePositive(factor, "factor");
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor falls = Tensor.scalar(0, DType.FLOAT64);
    for (long milestone : milestones) {
      falls = falls.add(step.ge((double) milestone).to(DType.FLOAT64));
    }
    return Tensor.scalar(factor, DType.FLOAT64).pow(falls).mul(initial);
  }
}
