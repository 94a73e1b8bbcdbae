package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.requireBetween;

import java.util.Arrays;
import java.util.Optional;
import org.thalweg.api.minimize.Objective;
import org.thalweg.api.minimize.Position;

/**
 * Backtracking: the first length of a, shrink a, shrink^2 a, ... where {@code f(x + a d) <= f +
 * sufficientDecrease a g.d}.
 *
 * <p>Armijo 1966; Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 3.1. Values
 * that differ by no more than four roundings count as equal if the slope falls to nine tenths.
 *
 * @param sufficientDecrease the share of the decrease along the tangent that is asked for, between
 *     0 and 1
 * @param shrink the factor from one length to the next, between 0 and 1
 */
public record Armijo(double sufficientDecrease, double shrink) implements LineSearch {
  /** The share of the slope that a step within rounding may leave. */
  private static final double FLATTER = 0.9;

  /** Requires shares between 0 and 1. */
  public Armijo {
    requireBetween(0, sufficientDecrease, 1, "sufficientDecrease");
    requireBetween(0, shrink, 1, "shrink");
  }

  @Override
  public Optional<Found> search(
      Objective objective, Position from, double[] direction, double first) {
    double[] x = Vectors.array(from.point());
    double slope = Vectors.dot(Vectors.array(from.gradient()), direction);
    if (!(slope < 0) || !Double.isFinite(slope)) {
      return Optional.empty();
    }
    double slack = StrongWolfe.slack(objective, from);
    for (double length = first; length > 0; length *= shrink) {
      double[] point = Vectors.add(x, length, direction);
      if (Arrays.equals(point, x)) {
        return Optional.empty();
      }
      double value = objective.value(point);
      double bound = from.f() + sufficientDecrease * length * slope;
      if (!Double.isFinite(value) || value > bound + slack) {
        continue;
      }
      Position to = objective.at(point);
      double left = Math.abs(Vectors.dot(Vectors.array(to.gradient()), direction));
      if (value <= bound && value < from.f() || left <= FLATTER * Math.abs(slope)) {
        return Optional.of(new Found(to, length));
      }
    }
    return Optional.empty();
  }
}
