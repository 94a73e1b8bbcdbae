package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Reflected exponential: {@code end + (initial - end) (1 - x) / (1 - x / 2)} where x is the share
 * of steps done. It stays high for longer than a line and falls faster at the end.
 *
 * <p>Chen, Wolfe and Kyrillidis, "REX: revisiting budgeted training with an improved schedule",
 * 2022, arXiv:2107.04197.
 *
 * @param initial the value at first, 0 or more
 * @param steps the number of steps down to the end, 1 or more
 * @param end the value at the end, 0 or more
 */
@Named("rex")
@Doc("A value that falls slowly at first and fast at the end.")
public record Rex(
    @Doc("The value at first.") double initial,
    @Doc("The number of steps to the end.") long steps,
    @Default("0.0") @Doc("The value at the end.") double end)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public Rex {
    requireNonNegative(initial, "initial");
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    requireNonNegative(end, "end");
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor left = step.minimum((double) steps).div((double) steps).rsub(1);
    return left.div(left.add(1).mul(0.5)).mul(initial - end).add(end);
  }
}
