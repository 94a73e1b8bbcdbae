package org.thalweg.optim.minimize;

import org.thalweg.api.minimize.Move;
import org.thalweg.api.minimize.Position;

/** What steps along lines have in common. */
final class Steps {
  private Steps() {}

  /** Returns the step to where a line search ended. */
  static <M> Move<M> move(Position from, LineSearch.Found found, M memory) {
    Position to = found.position();
    return new Move<>(
        to,
        memory,
        true,
        Vectors.decrease(from.f(), to.f()),
        Vectors.distance(Vectors.array(from.point()), Vectors.array(to.point())));
  }

  /** Returns whether a direction leads down clearly, and not at right angles to the gradient. */
  static boolean leadsDown(double[] direction, double[] gradient) {
    double slope = Vectors.dot(direction, gradient);
    return Vectors.isFinite(direction)
        && slope < -1e-14 * Vectors.norm(direction) * Vectors.norm(gradient);
  }
}
