package org.thalweg.optim.range;

import static org.thalweg.api.Checks.require;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.thalweg.api.Checks;
import org.thalweg.api.ThalwegException;
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
    requireNonNegative(learningRate, "learningRate");
  }

  /**
   * Requires a number of zero or more at each step, as far as that is known before any step.
   *
   * @throws org.thalweg.api.ThalwegException if it is a constant out of range
   */
  public static void requireNonNegative(Schedule schedule, String name) {
    if (schedule instanceof Schedule.Constant(double value)) {
      Checks.requireNonNegative(value, name);
    }
  }

  /** Returns whether a schedule is one number at every step. */
  public static boolean isConstant(Schedule schedule, double number) {
    return schedule instanceof Schedule.Constant(double value) && value == number;
  }

  /** Returns a schedule for a message: its number if it is constant. */
  public static Object shown(Schedule schedule) {
    return schedule instanceof Schedule.Constant(double value) ? (Object) value : schedule;
  }

  /**
   * Requires the share of itself that a running average keeps: 0 or more and below 1.
   *
   * @throws org.thalweg.api.ThalwegException if it is out of range
   */
  public static void requireDecay(double value, String name) {
    require(0 <= value && value < 1, "%s must be 0 or more and below 1, was %s", name, value);
  }

  /**
   * Requires a regular expression.
   *
   * @throws org.thalweg.api.ThalwegException if it is none
   */
  public static void requirePattern(String value, String name) {
    try {
      Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new ThalwegException(
          "%s must be a regular expression, was '%s': %s"
              .formatted(name, value, e.getDescription()),
          e);
    }
  }

  /**
   * Requires the share of itself that a running average keeps, as far as that is known before any
   * step.
   *
   * @throws org.thalweg.api.ThalwegException if it is a constant out of range
   */
  public static void requireDecay(Schedule schedule, String name) {
    if (schedule instanceof Schedule.Constant(double value)) {
      requireDecay(value, name);
    }
  }
}
