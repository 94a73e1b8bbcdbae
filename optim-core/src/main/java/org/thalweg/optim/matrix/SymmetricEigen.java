package org.thalweg.optim.matrix;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to a tridiagonal one,
 * then implicit QL steps with Wilkinson's shift.
 *
 * <p>Golub and Van Loan, "Matrix computations", 4th edition, 2013, sections 8.3.1 to 8.3.5.
 */
final class SymmetricEigen {
  private static final int MOST_STEPS = 60;
  private static final double UNIT = Math.ulp(1.0);

  private final int size;
  private final double[][] matrix;
  private final double[] diagonal;
  private final double[] next;
  private final double[][] reflections;
  private final double[][] vectors;

  private SymmetricEigen(double[] elements, int size) {
    this.size = size;
    this.matrix = rows(elements, size);
    this.diagonal = new double[size];
    this.next = new double[size];
    this.reflections = new double[size][];
    this.vectors = new double[size][size];
  }

  /**
   * What a decomposition gives.
   *
   * @param values the eigenvalues, the largest first
   * @param vectors their eigenvectors, of length 1
   */
  record Result(double[] values, double[][] vectors) {}

  /**
   * Decomposes a matrix.
   *
   * @param elements a symmetric matrix, row by row
   * @param size the number of rows
   */
  static Result of(double[] elements, int size) {
    SymmetricEigen eigen = new SymmetricEigen(elements, size);
    eigen.tridiagonalize();
    eigen.accumulate();
    for (int index = 0; index < size; index++) {
      eigen.isolate(index);
    }
    return eigen.sorted();
  }

  static double[][] rows(double[] elements, int size) {
    double[][] rows = new double[size][size];
    for (int row = 0; row < size; row++) {
      System.arraycopy(elements, row * size, rows[row], 0, size);
    }
    return rows;
  }

  static double dot(double[] left, double[] right, int from) {
    double sum = 0;
    for (int i = from; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** Adds a multiple of a vector, from an index on. */
  static void add(double[] to, double factor, double[] vector, int from) {
    for (int i = from; i < to.length; i++) {
      to[i] += factor * vector[i];
    }
  }

  /**
   * Returns the vector v of the reflection I - v v' that takes a vector, from an index on, to a
   * multiple of that axis; zero where it is one already.
   */
  static double[] reflection(double[] vector, int from) {
    double[] v = new double[vector.length];
    double largest = 0;
    for (int i = from + 1; i < vector.length; i++) {
      largest = Math.max(largest, Math.abs(vector[i]));
    }
    if (largest == 0) {
      return v;
    }
    double scale = 1 / Math.max(largest, Math.abs(vector[from]));
    add(v, scale, vector, from);
    v[from] += Math.copySign(Math.sqrt(dot(v, v, from)), v[from]);
    double length = Math.sqrt(dot(v, v, from) / 2);
    for (int i = from; i < v.length; i++) {
      v[i] /= length;
    }
    return v;
  }

  private void tridiagonalize() {
    double[] product = new double[size];
    for (int k = 0; k < size - 2; k++) {
      double[] v = reflection(matrix[k], k + 1);
      reflections[k] = v;
      for (int row = k; row < size; row++) {
        product[row] = dot(matrix[row], v, k + 1);
      }
      add(product, -dot(product, v, k + 1) / 2, v, k + 1);
      for (int row = k; row < size; row++) {
        add(matrix[row], -v[row], product, k);
        add(matrix[row], -product[row], v, k);
      }
    }
    for (int k = 0; k < size; k++) {
      diagonal[k] = matrix[k][k];
      next[k] = k + 1 < size ? matrix[k][k + 1] : 0;
    }
  }

  /** Makes the rows of vectors the columns of the product of all reflections. */
  private void accumulate() {
    for (int row = 0; row < size; row++) {
      vectors[row][row] = 1;
    }
    for (int k = size - 3; k >= 0; k--) {
      for (int row = k + 1; row < size; row++) {
        add(vectors[row], -dot(vectors[row], reflections[k], k + 1), reflections[k], k + 1);
      }
    }
  }

  /** Takes steps until what stands beside a diagonal element is negligible. */
  private void isolate(int index) {
    for (int step = 0; step < MOST_STEPS; step++) {
      int end = index;
      while (end + 1 < size && !negligible(end)) {
        end++;
      }
      if (end == index) {
        return;
      }
      sweep(index, end);
    }
  }

  private boolean negligible(int index) {
    return Math.abs(next[index])
        <= UNIT * (Math.abs(diagonal[index]) + Math.abs(diagonal[index + 1]));
  }

  /** Takes one implicit QL step on the block of some rows. */
  private void sweep(int from, int to) {
    double half = (diagonal[from + 1] - diagonal[from]) / (2 * next[from]);
    double shift = half + Math.copySign(Math.hypot(half, 1), half);
    double bulge = diagonal[to] - diagonal[from] + next[from] / shift;
    double sine = 1;
    double cosine = 1;
    double correction = 0;
    for (int i = to - 1; i >= from; i--) {
      double outside = sine * next[i];
      double inside = cosine * next[i];
      double length = Math.hypot(outside, bulge);
      next[i + 1] = length;
      if (length == 0) {
        diagonal[i + 1] -= correction;
        next[to] = 0;
        return;
      }
      sine = outside / length;
      cosine = bulge / length;
      double lower = diagonal[i + 1] - correction;
      double turned = (diagonal[i] - lower) * sine + 2 * cosine * inside;
      correction = sine * turned;
      diagonal[i + 1] = lower + correction;
      bulge = cosine * turned - inside;
      rotate(vectors[i], vectors[i + 1], sine, cosine);
    }
    diagonal[from] -= correction;
    next[from] = bulge;
    next[to] = 0;
  }

  private static void rotate(double[] first, double[] second, double sine, double cosine) {
    for (int k = 0; k < first.length; k++) {
      double other = second[k];
      second[k] = sine * first[k] + cosine * other;
      first[k] = cosine * first[k] - sine * other;
    }
  }

  private Result sorted() {
    List<Integer> order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -diagonal[i]))
            .toList();
    return new Result(
        order.stream().mapToDouble(i -> diagonal[i]).toArray(),
        order.stream().map(i -> vectors[i]).toArray(double[][]::new));
  }
}
