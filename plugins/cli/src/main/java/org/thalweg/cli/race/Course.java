package org.thalweg.cli.race;

import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.function.TestFunction;

/**
 * What is run on.
 *
 * @param function the function
 * @param start where all start, in float64
 * @param steps how many steps each has
 * @param tolerance how far above the least value counts as arrived
 */
public record Course(TestFunction function, Tensor start, int steps, double tolerance) {
  private static final String POINT = "x";

  /** Returns the same for a number of steps. */
  Course of(int number) {
    return new Course(function, start, number, tolerance);
  }

  /**
   * Returns the start as parameters.
   *
   * @param matrix whether as a matrix of one row, for optimizers whose rule is one for matrices
   */
  Parameters parameters(boolean matrix) {
    return Parameters.of(POINT, matrix ? start.unsqueeze(0).eval() : start);
  }

  /** Returns the point that parameters are. */
  static Tensor point(Parameters parameters) {
    return parameters.get(POINT).flatten(0);
  }

  /** Returns the value at parameters. */
  Tensor value(Parameters parameters) {
    return function.value(point(parameters));
  }

  /** Returns how far a value is above the least one. */
  public double excess(double value) {
    return value - function.minimum();
  }

  /** Returns the distance to the nearest minimum; NaN if none is known for so many elements. */
  public double distance(double[] point) {
    double nearest = Double.NaN;
    for (Tensor minimum : function.minima()) {
      if (minimum.size() == point.length) {
        double[] there = minimum.toDoubleArray();
        double square = 0;
        for (int i = 0; i < point.length; i++) {
          square += (point[i] - there[i]) * (point[i] - there[i]);
        }
        double distance = Math.sqrt(square);
        nearest = nearest <= distance ? nearest : distance;
      }
    }
    return nearest;
  }
}
