package org.thalweg.api.minimize;

import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/**
 * A point of a function and what is known there, in float64.
 *
 * @param point the point, a vector
 * @param value the value, a scalar
 * @param gradient the gradient, a vector; empty for a method that takes none
 */
public record Position(Tensor point, Tensor value, Tensor gradient) {
  /** Returns a position of numbers. */
  public static Position of(double[] point, double value, double[] gradient) {
    return new Position(
        Tensor.of(point).eval(), Tensor.scalar(value, DType.FLOAT64).eval(), Tensor.of(gradient));
  }

  /** Returns the point as numbers of the caller's own. */
  public double[] x() {
    return point.toDoubleArray();
  }

  /** Returns the value as a number. */
  public double f() {
    return value.item();
  }

  /** Returns the gradient as numbers of the caller's own. */
  public double[] g() {
    return gradient.toDoubleArray();
  }
}
