package org.thalweg.loss.support;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/** Discrete Fourier transforms as matrix products. */
public final class Fourier {
  private Fourier() {}

  /** Returns the matrix of cos(2 pi i j / size), of the given numbers of rows and columns. */
  public static Tensor cosines(int size, long rows, long columns, DType dtype) {
    return table(size, rows, columns, dtype, 0.25);
  }

  /** Returns the matrix of sin(2 pi i j / size). */
  public static Tensor sines(int size, long rows, long columns, DType dtype) {
    return table(size, rows, columns, dtype, 0);
  }

  private static Tensor table(int size, long rows, long columns, DType dtype, double ahead) {
    double[] circle = new double[size];
    for (int i = 0; i < size; i++) {
      circle[i] = sine((double) i / size + ahead);
    }
    double[] values = new double[Math.toIntExact(rows * columns)];
    for (int i = 0, at = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++, at++) {
        values[at] = circle[(int) ((long) i * j % size)];
      }
    }
    return Tensor.of(Shape.of(rows, columns), dtype, values);
  }

  /** Returns the sine of a share of the full circle, exact at its quarters. */
  private static double sine(double turns) {
    double quarter = turns * 4;
    return quarter == Math.rint(quarter)
        ? new double[] {0, 1, 0, -1}[(int) quarter & 3]
        : Math.sin(2 * Math.PI * turns);
  }
}
