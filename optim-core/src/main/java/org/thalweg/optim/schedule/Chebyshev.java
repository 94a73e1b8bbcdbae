package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * The steps that minimise a quadratic fastest, large and small ones mixed so that none of them
 * blows up: the inverses of {@code (M + m) / 2 - (M - m) / 2 cos((i - 1/2) pi / steps)} for i from
 * 1 to {@code steps}, in the fractal order, and over again. m and M are the least and the largest
 * curvature.
 *
 * <p>Agarwal, Goel and Zhang, "Acceleration via fractal learning rate schedules", 2021,
 * arXiv:2103.01338.
 *
 * @param least the least curvature, above 0
 * @param largest the largest curvature, {@code least} or more
 * @param steps the number of steps of a round, a power of two, at most 65536
 */
@Named("chebyshev")
@Doc("The steps that minimise a quadratic fastest, in an order that is stable.")
public record Chebyshev(
    @Doc("The least curvature.") double least,
    @Doc("The largest curvature.") double largest,
    @Doc("The number of steps of a round, a power of two.") long steps)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public Chebyshev {
    requirePositive(least, "least");
    requirePositive(largest, "largest");
    require(largest >= least, "largest must be at least least, %s, was %s", least, largest);
    require(
        steps >= 1 && steps <= 65536 && Long.bitCount(steps) == 1,
        "steps must be a power of two up to 65536, was %s",
        steps);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor round = step.div((double) steps).floor().mul((double) steps);
    return Tensor.of(values()).take(step.sub(round).to(DType.INT64).reshape(1), 0).select(0, 0);
  }

  private double[] values() {
    int count = Math.toIntExact(steps);
    int[] order = {1};
    while (order.length < count) {
      int[] next = new int[2 * order.length];
      for (int i = 0; i < order.length; i++) {
        next[2 * i] = order[i];
        next[2 * i + 1] = next.length + 1 - order[i];
      }
      order = next;
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double angle = (order[i] - 0.5) * Math.PI / count;
      values[i] = 2 / (largest + least - (largest - least) * StrictMath.cos(angle));
    }
    return values;
  }
}
