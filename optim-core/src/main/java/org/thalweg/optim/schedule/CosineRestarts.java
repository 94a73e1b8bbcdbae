package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Half a cosine that starts again and again, each time longer and lower: {@code end + (initial -
 * end) decay^n (1 + cos(pi x)) / 2} in cycle n, from 0, where x is the share of the cycle that is
 * over and the cycle has {@code steps growth^n} steps. PyTorch's CosineAnnealingWarmRestarts,
 * Keras's CosineDecayRestarts.
 *
 * <p>Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017,
 * arXiv:1608.03983.
 *
 * @param initial the value at first, 0 or more
 * @param steps the number of steps of the first cycle, 1 or more
 * @param growth what the length of cycles is multiplied by, 1 or more
 * @param end the value at the end of each cycle, 0 or more
 * @param decay what the height of cycles is multiplied by, above 0
 */
@Named("cosine-restarts")
@Doc("A value that falls along half a cosine, again and again.")
public record CosineRestarts(
    @Doc("The value at first.") double initial,
    @Doc("The number of steps of the first cycle.") long steps,
    @Default("1.0") @Doc("What the length of cycles is multiplied by.") double growth,
    @Default("0.0") @Doc("The value at the end of each cycle.") double end,
    @Default("1.0") @Doc("What the height of cycles is multiplied by.") double decay)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public CosineRestarts {
    requireNonNegative(initial, "initial");
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    require(growth >= 1 && Double.isFinite(growth), "growth must be 1 or more, was %s", growth);
    requireNonNegative(end, "end");
    requirePositive(decay, "decay");
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor cycle = cycle(step);
    Tensor length = power(growth, cycle).mul((double) steps);
    Tensor progress = step.sub(start(cycle)).div(length).clamp(0, 1);
    return Ramp.COSINE.left(progress).mul(power(decay, cycle)).mul(initial - end).add(end);
  }

  /** Returns the number of the cycle, from 0. */
  private Tensor cycle(Tensor step) {
    if (growth == 1) {
      return step.div((double) steps).floor();
    }
    Tensor guess =
        step.mul((growth - 1) / steps).log1p().div(StrictMath.log(growth)).floor().maximum(0);
    // a logarithm may round to the wrong side of a cycle's start
    Tensor later = where(start(guess.add(1)).le(step), guess.add(1), guess);
    return where(start(guess).gt(step), guess.sub(1), later);
  }

  /** Returns the number of steps before a cycle. */
  private Tensor start(Tensor cycle) {
    return growth == 1
        ? cycle.mul((double) steps)
        : power(growth, cycle).sub(1).mul((double) steps).div(growth - 1);
  }

  private static Tensor power(double base, Tensor exponent) {
    return Tensor.scalar(base, DType.FLOAT64).pow(exponent);
  }
}
