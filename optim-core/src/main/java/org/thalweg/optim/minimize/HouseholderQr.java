package org.thalweg.optim.minimize;

import java.util.Arrays;

/**
 * A matrix A = Q R of Householder reflections, for linear least squares of up to some hundred
 * unknowns; with pivoting, A P = Q R with a falling diagonal of R.
 *
 * <p>Golub and Van Loan, Matrix Computations, 4th edition, 5.2.1 and 5.4.2.
 */
final class HouseholderQr {
  private final int rows;
  private final int steps;
  private final double[][] columns;
  private final double[] scales;
  private final int[] order;

  private HouseholderQr(int rows, double[][] columns) {
    this.rows = rows;
    this.columns = columns;
    this.steps = Math.min(rows, columns.length);
    this.scales = new double[steps];
    this.order = new int[columns.length];
    Arrays.setAll(order, i -> i);
  }

  /**
   * Returns the factors of a matrix.
   *
   * @param columns its columns; they are not changed
   * @param pivoting whether the longest remaining column goes first
   */
  static HouseholderQr of(double[][] columns, boolean pivoting) {
    double[][] copy = Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new);
    HouseholderQr qr = new HouseholderQr(copy.length == 0 ? 0 : copy[0].length, copy);
    for (int k = 0; k < qr.steps; k++) {
      if (pivoting) {
        qr.bringLongest(k);
      }
      qr.reflect(k);
    }
    return qr;
  }

  private void bringLongest(int k) {
    int longest = k;
    double most = -1;
    for (int j = k; j < columns.length; j++) {
      double length = tail(columns[j], k);
      if (length > most) {
        most = length;
        longest = j;
      }
    }
    double[] column = columns[k];
    columns[k] = columns[longest];
    columns[longest] = column;
    int index = order[k];
    order[k] = order[longest];
    order[longest] = index;
  }

  private static double tail(double[] column, int from) {
    return Vectors.norm(Arrays.copyOfRange(column, from, column.length));
  }

  /** Makes column k zero below the diagonal; the reflector stays there, its head is 1. */
  private void reflect(int k) {
    double[] column = columns[k];
    double length = tail(column, k);
    if (length == 0) {
      return;
    }
    double head = column[k];
    double diagonal = head > 0 ? -length : length;
    double pivot = head - diagonal;
    for (int i = k + 1; i < rows; i++) {
      column[i] /= pivot;
    }
    column[k] = diagonal;
    scales[k] = -pivot / diagonal;
    for (int j = k + 1; j < columns.length; j++) {
      apply(k, columns[j]);
    }
  }

  private void apply(int k, double[] vector) {
    double[] reflector = columns[k];
    double sum = vector[k];
    for (int i = k + 1; i < rows; i++) {
      sum += reflector[i] * vector[i];
    }
    sum *= scales[k];
    vector[k] -= sum;
    for (int i = k + 1; i < rows; i++) {
      vector[i] -= sum * reflector[i];
    }
  }

  /** Returns the transpose of Q times a vector of as many elements as there are rows. */
  double[] rotate(double[] vector) {
    double[] rotated = vector.clone();
    for (int k = 0; k < steps; k++) {
      apply(k, rotated);
    }
    return rotated;
  }

  /** Returns R by columns, of as many rows as it has on its diagonal. */
  double[][] upper() {
    double[][] upper = new double[columns.length][];
    for (int j = 0; j < upper.length; j++) {
      upper[j] = Arrays.copyOf(columns[j], steps);
      Arrays.fill(upper[j], Math.min(j + 1, steps), steps, 0);
    }
    return upper;
  }

  /**
   * Returns x for which |A x - b| is least. From the first pivot on that is no larger than a share
   * of the first, unknowns are 0.
   *
   * @param rotated what {@link #rotate} made of b
   * @param share the share
   */
  double[] solve(double[] rotated, double share) {
    double[] x = new double[columns.length];
    int rank = rank(share);
    for (int k = rank - 1; k >= 0; k--) {
      double sum = rotated[k];
      for (int j = k + 1; j < rank; j++) {
        sum -= columns[j][k] * x[order[j]];
      }
      x[order[k]] = sum / columns[k][k];
    }
    return x;
  }

  private int rank(double share) {
    int rank = 0;
    while (rank < steps && Math.abs(columns[rank][rank]) > share * Math.abs(columns[0][0])) {
      rank++;
    }
    return rank;
  }
}
