/**
 * Classical methods of minimisation: the whole function at each evaluation, vectors in float64, run
 * on the host around compiled functions by {@link org.thalweg.optim.minimize.Minimize}.
 *
 * <p>In formulas x is the point, f the value, g the gradient, d the direction, a the length of the
 * step along it, r the residuals, J their Jacobian; a prime marks the next point.
 */
package org.thalweg.optim.minimize;
