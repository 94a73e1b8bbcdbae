package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * A staircase: {@code initial factor^floor(k / every)} after k steps. PyTorch's StepLR.
 *
 * @param initial the value at first, 0 or more
 * @param every the number of steps between falls, 1 or more
 * @param factor what the value is multiplied by at each fall, above 0
 */
@Named("step")
@Doc("A value that falls by a factor every so many steps.")
public record Step(
    @Doc("The value at first.") double initial,
    @Doc("The number of steps between falls.") long every,
    @Default("0.1") @Doc("What the value is multiplied by at each fall.") double factor)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public Step {
    requireNonNegative(initial, "initial");
    require(every >= 1, "every must be 1 or more, was %s", every);
    requirePositive(factor, "factor");
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor falls = step.div((double) every).floor();
    return Tensor.scalar(factor, DType.FLOAT64).pow(falls).mul(initial);
  }
}
