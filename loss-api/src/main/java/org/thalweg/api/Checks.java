package org.thalweg.api;

import org.jspecify.annotations.Nullable;

/** Argument checks whose messages are written for the reader of the error. */
public final class Checks {
  private Checks() {}

  /**
   * Requires a condition on a constructor or method argument.
   *
   * @param condition what must hold
   * @param message what is wrong, as a {@link String#format} pattern
   * @param arguments the values that the message names
   * @throws ThalwegException if the condition does not hold
   */
  public static void require(boolean condition, String message, @Nullable Object... arguments) {
    if (!condition) {
      throw new ThalwegException(String.format(message, arguments));
    }
  }

  /**
   * Requires a finite number inside an open interval.
   *
   * @throws ThalwegException if the value is not finite or not inside
   */
  public static void requireBetween(double low, double value, double high, String name) {
    require(
        low < value && value < high,
        "%s must lie between %s and %s, was %s",
        name,
        low,
        high,
        value);
  }

  /**
   * Requires a finite number of zero or more.
   *
   * @throws ThalwegException if the value is negative, infinite or NaN
   */
  public static void requireNonNegative(double value, String name) {
    require(
        value >= 0 && Double.isFinite(value),
        "%s must be zero or more and finite, was %s",
        name,
        value);
  }

  /**
   * Requires a finite number above zero.
   *
   * @throws ThalwegException if the value is not positive, infinite or NaN
   */
  public static void requirePositive(double value, String name) {
    require(
        value > 0 && Double.isFinite(value), "%s must be positive and finite, was %s", name, value);
  }
}
