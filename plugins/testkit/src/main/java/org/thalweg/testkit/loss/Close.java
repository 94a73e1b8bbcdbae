package org.thalweg.testkit.loss;

import java.util.Arrays;

/** Comparisons of numbers with a tolerance that is stated. */
final class Close {
  private Close() {}

  /** Requires each number to be near the expected one: relative to the largest, and to itself. */
  static void check(double[] expected, double[] actual, double relative, String what) {
    check(expected, actual, relative, relative * Math.max(1, scale(expected)), what);
  }

  /** Requires each number to be near the expected one, relative to that one or absolutely. */
  static void check(
      double[] expected, double[] actual, double relative, double absolute, String what) {
    if (expected.length != actual.length) {
      throw new AssertionError(
          "%s: %d numbers, should be %d".formatted(what, actual.length, expected.length));
    }
    for (int i = 0; i < expected.length; i++) {
      double tolerance = Math.max(absolute, relative * Math.abs(expected[i]));
      boolean same = expected[i] == actual[i] || Double.compare(expected[i], actual[i]) == 0;
      if (!same && !(Math.abs(expected[i] - actual[i]) <= tolerance)) {
        throw new AssertionError(
            "%s: element %d is %s, should be %s within %.2g; all: %s, should be %s"
                .formatted(
                    what,
                    i,
                    actual[i],
                    expected[i],
                    tolerance,
                    shortened(actual),
                    shortened(expected)));
      }
    }
  }

  private static String shortened(double[] values) {
    return Arrays.toString(values.length > 12 ? Arrays.copyOf(values, 12) : values);
  }

  static void require(boolean holds, String message, Object... arguments) {
    if (!holds) {
      throw new AssertionError(message.formatted(arguments));
    }
  }

  /** Returns the largest absolute value that is finite. */
  static double scale(double[] values) {
    return Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
  }
}
