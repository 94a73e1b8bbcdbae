package org.thalweg.optim.range;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.optim.Schedule;

/** The ranges that hyper-parameters lie in. */
public final class Ranges {
  private Ranges() {}

  /**
   * Requires a learning rate of zero or more, as far as that is known before any step.
   *
   * @throws org.thalweg.api.ThalwegException if it is a constant out of range
   */
  public static void requireRate(Schedule learningRate) {
    if (learningRate instanceof Schedule.Constant(double value)) {
      requireNonNegative(value, "learningRate");
    }
  }

  /**
   * Requires the share of itself that a running average keeps: 0 or more and below 1.
   *
   * @throws org.thalweg.api.ThalwegException if it is out of range
   */
  public static void requireDecay(double value, String name) {
    require(0 <= value && value < 1, "%s must be 0 or more and below 1, was %s", name, value);
  }
}
