package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;

/** Comparisons of numbers with a tolerance that is stated. */
final class Numbers {
  private Numbers() {}

  /** Requires each number to be near the expected one, relative to that one. */
  static void assertClose(double[] expected, double[] actual, double relative, String what) {
    assertClose(expected, actual, relative, 0, what);
  }

  /** Requires each number to be near the expected one, relative to that one or absolutely. */
  static void assertClose(
      double[] expected, double[] actual, double relative, double absolute, String what) {
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = Math.max(absolute, relative * Math.abs(expected[i]));
      boolean close =
          Double.compare(expected[i], actual[i]) == 0
              || Math.abs(expected[i] - actual[i]) <= tolerance;
      if (!close) {
        fail(
            "%s: element %d should be %s, was %s, %.2g relatively, in %s"
                .formatted(
                    what,
                    i,
                    expected[i],
                    actual[i],
                    Math.abs(actual[i] / expected[i] - 1),
                    Arrays.toString(actual)));
      }
    }
  }

  /** Returns the largest absolute value. */
  static double scale(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
