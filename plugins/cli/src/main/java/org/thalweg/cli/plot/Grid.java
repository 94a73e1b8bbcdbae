package org.thalweg.cli.plot;

import java.util.Arrays;

/**
 * A function of two numbers, known at the crossings of lines.
 *
 * @param x the places across, ascending
 * @param y the places upwards, ascending
 * @param values the value at each place, a row for each y
 */
public record Grid(double[] x, double[] y, double[][] values) {
  /**
   * Returns this within a fence of places that lie below all levels, so that contours close along
   * the edge. What is no number counts as low too.
   */
  Grid fenced() {
    double[][] all = new double[y.length + 2][x.length + 2];
    for (double[] row : all) {
      Arrays.fill(row, Double.NEGATIVE_INFINITY);
    }
    for (int j = 0; j < y.length; j++) {
      for (int i = 0; i < x.length; i++) {
        double value = values[j][i];
        all[j + 1][i + 1] = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
      }
    }
    return new Grid(fenced(x), fenced(y), all);
  }

  private static double[] fenced(double[] places) {
    double[] all = new double[places.length + 2];
    System.arraycopy(places, 0, all, 1, places.length);
    all[0] = places[0];
    all[all.length - 1] = places[places.length - 1];
    return all;
  }
}
