package org.thalweg.api.minimize;

/**
 * A method that walks down a function from point to point. Implementations are records with {@link
 * org.thalweg.api.config.Named} whose components are the options.
 *
 * <p>All functions are pure: what they return depends on the arguments and on the numbers that the
 * objective gives, and on nothing else. So a walk that is stopped, saved and taken up again has the
 * bits of one that was not stopped.
 *
 * @param <M> what it keeps from step to step, a tree of tensors whose structure does not change
 */
public interface Minimizer<M> {
  /** Returns the point to start from with all that the method wants to know of it. */
  default Position start(Objective objective, double[] point) {
    return objective.at(point);
  }

  /** Returns what the method keeps before the first step. */
  M init(Objective objective, Position start);

  /**
   * Returns where a step leads.
   *
   * @param objective the function
   * @param position where the step before led
   * @param memory what the step before kept
   */
  Move<M> step(Objective objective, Position position, M memory);
}
