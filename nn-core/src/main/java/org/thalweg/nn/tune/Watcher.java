package org.thalweg.nn.tune;

/** Looks on while trainings run. Called from several threads at once, in any order. */
public interface Watcher {
  /**
   * Called after each step.
   *
   * @param share the share of the training that is done, from 0 to 1, as if it took all its epochs
   */
  default void onStep(Training training, double share) {}

  /** Called once for each training that was begun, when it has ended. */
  default void onEnd(Training training, Outcome outcome) {}

  /** Returns whether to stop: no training begins from now on, and those under way end early. */
  default boolean isCancelled() {
    return false;
  }
}
