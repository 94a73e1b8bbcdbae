/**
 * The parts that optimizers are chains of: each takes gradients and gives transformed ones.
 *
 * <p>In formulas g is a gradient, p a parameter, t the number of the step from 1 on. What depends
 * on t is computed in float64 and rounded once to the parameter's type.
 */
package org.thalweg.optim.transform;
