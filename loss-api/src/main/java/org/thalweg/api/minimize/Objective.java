package org.thalweg.api.minimize;

/**
 * A function of a vector that is to be made small, and what is known of it. Vectors are float64
 * whatever the type of the parameters is.
 *
 * <p>A function that is half the sum of squares of residuals has residuals and a Jacobian; for any
 * other they are refused.
 */
public interface Objective {
  /** Returns the number of elements of the vector. */
  int size();

  /** Returns the distance of 1 to the next larger number in the type that is computed in. */
  double precision();

  /** Returns the value at a point; it may be infinite or NaN. */
  double value(double[] point);

  /** Returns value and gradient at a point. */
  Position at(double[] point);

  /** Returns the product of the Hessian at a point with a direction. */
  double[] hessianProduct(double[] point, double[] direction);

  /**
   * Returns the residuals at a point.
   *
   * @throws org.thalweg.api.ThalwegException if the function is no sum of squares
   */
  double[] residuals(double[] point);

  /**
   * Returns the derivatives of the residuals at a point: row j of the result is the derivative of
   * all residuals with respect to element j of the point.
   *
   * @throws org.thalweg.api.ThalwegException if the function is no sum of squares
   */
  double[][] jacobian(double[] point);
}
