package org.thalweg.cli.race;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One run. It ends early where a value is not finite.
 *
 * @param rate the learning rate, if it was searched for
 * @param steps the number of steps done at each point; for a minimiser, of evaluations of the
 *     function after that of the start
 * @param points the points, the start first
 * @param values the value at each
 * @param seconds how long it took
 */
public record Track(
    OptionalDouble rate, long[] steps, double[][] points, double[] values, double seconds) {
  /** Returns the last value. */
  public double value() {
    return values[values.length - 1];
  }

  /** Returns the last value, infinite if it is NaN, so that runs can be compared. */
  double rank() {
    return Double.isFinite(value()) ? value() : Double.POSITIVE_INFINITY;
  }

  /** Returns whether it ended because a value was not finite. */
  public boolean diverged() {
    return !Double.isFinite(value());
  }

  /** Returns the last point. */
  public double[] point() {
    return points[points.length - 1];
  }

  /** Returns the number of steps at the first point whose value is at most a number. */
  public OptionalLong stepsTo(double value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] <= value) {
        return OptionalLong.of(steps[i]);
      }
    }
    return OptionalLong.empty();
  }
}
