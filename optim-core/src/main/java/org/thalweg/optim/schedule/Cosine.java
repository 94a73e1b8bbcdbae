package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Half a cosine from one value to another: {@code end + (initial - end) (1 + cos(pi k / steps)) /
 * 2} after k steps, and {@code end} from {@code steps} on; with a power, the share that the cosine
 * leaves is raised to it. Optax's cosine_decay_schedule; PyTorch's CosineAnnealingLR up to {@code
 * steps}.
 *
 * <p>Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017,
 * arXiv:1608.03983.
 *
 * @param initial the value at first, 0 or more
 * @param steps the number of steps down to the end, 1 or more
 * @param end the value at the end, 0 or more
 * @param power the exponent, above 0
 */
@Named("cosine")
@Doc("A value that falls along half a cosine.")
public record Cosine(
    @Doc("The value at first.") double initial,
    @Doc("The number of steps down to the end.") long steps,
    @Default("0.0") @Doc("The value at the end.") double end,
    @Default("1.0") @Doc("The exponent of the share that the cosine leaves.") double power)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public Cosine {
    requireNonNegative(initial, "initial");
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    requireNonNegative(end, "end");
    requirePositive(power, "power");
  }

  /** Makes one whose power is 1. */
  public Cosine(double initial, long steps, double end) {
    this(initial, steps, end, 1);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor angle = step.minimum((double) steps).mul(Math.PI / steps);
    Tensor left = angle.cos().add(1).mul(0.5);
    return (power == 1 ? left : left.pow(power)).mul(initial - end).add(end);
  }
}
