package org.thalweg.cli.tune;

import java.util.stream.DoubleStream;

/** Round learning rates around one, two to each power of ten: 0.001, 0.003, 0.01 and so on. */
public final class Around {
  /** Rates on either side. */
  private static final int REACH = 2;

  private Around() {}

  /** Returns the round rate that is nearest by ratio, and two on either side, ascending. */
  public static double[] rates(double centre) {
    int half = (int) Math.rint(2 * Math.log10(centre));
    return DoubleStream.iterate(half - REACH, step -> step <= half + REACH, step -> step + 1)
        .map(step -> rate((int) step))
        .toArray();
  }

  private static double rate(int half) {
    String digit = Math.floorMod(half, 2) == 0 ? "1" : "3";
    return Double.parseDouble(digit + "e" + Math.floorDiv(half, 2));
  }
}
