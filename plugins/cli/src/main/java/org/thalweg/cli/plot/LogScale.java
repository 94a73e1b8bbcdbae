package org.thalweg.cli.plot;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The part of a logarithmic axis that is drawn.
 *
 * @param low the power of ten where it starts
 * @param high the power of ten where it ends, above
 */
record LogScale(int low, int high) {
  /** How far below a usual number it goes at most, in powers of ten. */
  private static final int DEPTH = 14;

  /** How far above a usual number it goes at most, in powers of ten. */
  private static final int HEIGHT = 3;

  private static final int TICKS = 8;

  /**
   * Returns the scale of all positive numbers but those far from a usual one.
   *
   * @param usual the size of a usual number, such as the first
   */
  static LogScale of(double[] numbers, double usual) {
    double[] powers =
        Arrays.stream(numbers)
            .filter(number -> number > 0 && Double.isFinite(number))
            .map(Math::log10)
            .toArray();
    if (powers.length == 0) {
      return new LogScale(-1, 1);
    }
    double least = Arrays.stream(powers).min().getAsDouble();
    double most = Arrays.stream(powers).max().getAsDouble();
    if (usual > 0 && Double.isFinite(usual)) {
      double middle = Math.log10(usual);
      most = Math.min(most, middle + HEIGHT);
      least = Math.max(Math.min(least, most), middle - DEPTH);
    }
    int low = (int) Math.floor(least);
    return new LogScale(low, Math.max(low + 1, (int) Math.ceil(Math.max(least, most))));
  }

  /** Returns where a number lies: 0 at the start, 1 at the end; below 0 if it is not positive. */
  double at(double number) {
    return number > 0 ? (Math.log10(number) - low) / (high - low) : -1;
  }

  /** Returns the powers of ten that are marked, evenly spaced. */
  int[] ticks() {
    int every = Math.max(1, (int) Math.ceil((high - low) / (double) TICKS));
    int first = Math.ceilDiv(low, every) * every;
    return IntStream.iterate(first, power -> power <= high, power -> power + every).toArray();
  }
}
