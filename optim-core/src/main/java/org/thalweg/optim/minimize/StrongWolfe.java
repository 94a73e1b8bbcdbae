package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireBetween;

import java.util.Arrays;
import java.util.Optional;
import org.thalweg.api.minimize.Objective;
import org.thalweg.api.minimize.Position;

/**
 * A length a that meets the strong Wolfe conditions: {@code f(x + a d) <= f + sufficientDecrease a
 * g.d} and {@code |g(x + a d).d| <= curvature |g.d|}.
 *
 * <p>The length grows until an interval holds such a point; a cubic through values and slopes of
 * its ends then narrows it. Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 3.5
 * and 3.6. Values that differ by no more than four roundings count as equal, so that the slope
 * alone decides near a minimum. Where rounding leaves no such point, the lowest one that meets the
 * first condition is taken.
 *
 * @param sufficientDecrease the share of the decrease along the tangent that is asked for
 * @param curvature the share of the slope that may be left, above sufficientDecrease and below 1
 */
public record StrongWolfe(double sufficientDecrease, double curvature) implements LineSearch {
  private static final int TRIALS = 60;

  /** How far the length grows at most at a trial, in units of the growth before. */
  private static final double GROWTH = 9;

  /** Requires {@code 0 < sufficientDecrease < curvature < 1}. */
  public StrongWolfe {
    requireBetween(0, sufficientDecrease, 1, "sufficientDecrease");
    require(
        sufficientDecrease < curvature && curvature < 1,
        "curvature must lie between sufficientDecrease, %s, and 1, was %s",
        sufficientDecrease,
        curvature);
  }

  /** A point on the line: its length, value and slope. */
  private record Trial(double length, Position position, double value, double slope) {
    boolean isFinite() {
      return Double.isFinite(value) && Double.isFinite(slope);
    }
  }

  /** Returns by how much values may differ by rounding. */
  static double slack(Objective objective, Position from) {
    return 4 * objective.precision() * Math.abs(from.f());
  }

  @Override
  public Optional<Found> search(
      Objective objective, Position from, double[] direction, double first) {
    double slope = Vectors.dot(Vectors.array(from.gradient()), direction);
    return slope < 0 && Double.isFinite(slope)
        ? new Line(objective, from, direction, slope).search(first)
        : Optional.empty();
  }

  /** One search. */
  private final class Line {
    private final Objective objective;
    private final double[] x;
    private final double[] direction;
    private final Trial start;
    private final double slack;
    private int left = TRIALS;

    Line(Objective objective, Position from, double[] direction, double slope) {
      this.objective = objective;
      this.x = Vectors.array(from.point());
      this.direction = direction;
      this.start = new Trial(0, from, from.f(), slope);
      this.slack = slack(objective, from);
    }

    private double[] point(double length) {
      return Vectors.add(x, length, direction);
    }

    private Trial at(double length) {
      left--;
      Position position = objective.at(point(length));
      double slope = Vectors.dot(Vectors.array(position.gradient()), direction);
      return new Trial(length, position, position.f(), slope);
    }

    private boolean high(Trial trial) {
      double bound = start.value + sufficientDecrease * trial.length * start.slope + slack;
      return !trial.isFinite() || trial.value > bound;
    }

    private boolean flat(Trial trial) {
      return Math.abs(trial.slope) <= curvature * Math.abs(start.slope);
    }

    Optional<Found> search(double first) {
      Trial before = start;
      double length = first;
      while (left > 0 && Double.isFinite(length)) {
        Trial trial = at(length);
        if (high(trial) || trial.value > before.value + slack) {
          return zoom(before, trial);
        } else if (flat(trial)) {
          return found(trial);
        } else if (trial.slope >= 0) {
          return zoom(trial, before);
        }
        double growth = trial.length - before.length;
        length = between(cubic(before, trial), length + growth, length + GROWTH * growth);
        before = trial;
      }
      return found(before);
    }

    /** Narrows an interval; low meets the first condition, and its slope leads into it. */
    private Optional<Found> zoom(Trial lowest, Trial other) {
      Trial low = lowest;
      Trial high = other;
      while (left > 0) {
        double width = high.length - low.length;
        double length =
            high.isFinite()
                ? between(cubic(low, high), low.length + 0.1 * width, high.length - 0.1 * width)
                : low.length + 0.2 * width;
        double[] point = point(length);
        if (Arrays.equals(point, point(low.length)) || Arrays.equals(point, point(high.length))) {
          break;
        }
        Trial trial = at(length);
        if (high(trial) || trial.value > low.value + slack) {
          high = trial;
          continue;
        } else if (flat(trial)) {
          return found(trial);
        } else if (trial.slope * width >= 0) {
          high = low;
        }
        low = trial;
      }
      return found(low);
    }

    private Optional<Found> found(Trial trial) {
      boolean lower = trial.value < start.value || flat(trial) && trial.length > 0;
      return lower ? Optional.of(new Found(trial.position, trial.length)) : Optional.empty();
    }
  }

  /** Returns where the cubic through two values and slopes is least; NaN if nowhere. */
  private static double cubic(Trial a, Trial b) {
    double chord = 3 * (a.value - b.value) / (b.length - a.length);
    double first = a.slope + b.slope + chord;
    double root = Math.sqrt(first * first - a.slope * b.slope) * Math.signum(b.length - a.length);
    return b.length
        - (b.length - a.length) * (b.slope + root - first) / (b.slope - a.slope + 2 * root);
  }

  /** Returns a length moved into an interval; its middle if the length is NaN. */
  private static double between(double length, double end, double otherEnd) {
    double low = Math.min(end, otherEnd);
    double high = Math.max(end, otherEnd);
    return Double.isNaN(length) ? 0.5 * (low + high) : Math.clamp(length, low, high);
  }
}
