package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * A line up to a peak, then the inverse square root of the step: {@code peak min(t / warmUp,
 * sqrt(warmUp / t))} at step t, from 1. With {@code peak = 1 / sqrt(width warmUp)} it is the rate
 * of the first Transformer, often called Noam; see {@link #noam}.
 *
 * <p>Vaswani et al., "Attention is all you need", 2017, arXiv:1706.03762.
 *
 * @param peak the largest value, 0 or more
 * @param warmUp the number of steps up to it, 1 or more
 */
@Named("inverse-sqrt")
@Doc("A line up to a peak, then the inverse square root of the step.")
public record InverseSqrt(
    @Doc("The largest value.") double peak, @Doc("The number of steps up to it.") long warmUp)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public InverseSqrt {
    requireNonNegative(peak, "peak");
    require(warmUp >= 1, "warmUp must be 1 or more, was %s", warmUp);
  }

  /** Returns the rate of the first Transformer for a model of some width. */
  public static InverseSqrt noam(long width, long warmUp) {
    require(width >= 1, "width must be 1 or more, was %s", width);
    return new InverseSqrt(1 / Math.sqrt((double) width * warmUp), warmUp);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor number = step.add(1);
    Tensor rise = number.div((double) warmUp);
    return rise.minimum(rise.reciprocal().sqrt()).mul(peak);
  }
}
