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
 * Exponential decay: {@code initial decay^(k / every)} after k steps; with a staircase the exponent
 * is rounded down. Optax's exponential_decay; PyTorch's ExponentialLR for {@code every = 1}.
 *
 * @param initial the value at first, 0 or more
 * @param decay what the value is multiplied by over {@code every} steps, above 0
 * @param every a number of steps, 1 or more
 * @param staircase whether the value falls at once at the end of these steps
 */
@Named("exponential")
@Doc("A value that decays by a factor over so many steps.")
public record Exponential(
    @Doc("The value at first.") double initial,
    @Doc("What the value is multiplied by.") double decay,
    @Default("1") @Doc("Over how many steps.") long every,
    @Default("false") @Doc("Whether the value falls at once at their end.") boolean staircase)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public Exponential {
    requireNonNegative(initial, "initial");
    requirePositive(decay, "decay");
    require(every >= 1, "every must be 1 or more, was %s", every);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor exponent = step.div((double) every);
    return Tensor.scalar(decay, DType.FLOAT64)
        .pow(staircase ? exponent.floor() : exponent)
        .mul(initial);
  }
}
