package org.thalweg.optim.minimize;

import java.util.Optional;
import org.thalweg.api.minimize.Objective;
import org.thalweg.api.minimize.Position;

/** Finds how far to go along a direction. */
public interface LineSearch {
  /**
   * Where a search ended.
   *
   * @param position the position
   * @param length the step there in units of the direction
   */
  record Found(Position position, double length) {}

  /**
   * Returns a lower position along a direction; empty if the direction does not lead down, or none
   * was found. Values that are infinite or NaN count as too high.
   *
   * @param objective the function
   * @param from where to start, with its gradient
   * @param direction the direction
   * @param first the length to try first, in units of the direction
   */
  Optional<Found> search(Objective objective, Position from, double[] direction, double first);

  /** Returns the length of a first step against a gradient about which nothing is known. */
  static double firstLength(double[] gradient) {
    return 1 / Math.max(1, Vectors.norm(gradient));
  }
}
