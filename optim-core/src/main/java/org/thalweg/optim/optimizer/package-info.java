/**
 * Optimizers by name: records whose components are the hyper-parameters.
 *
 * <p>In formulas g is a gradient, p a parameter, t the number of the step from 1 on. Names,
 * defaults and numbers are PyTorch's.
 */
package org.thalweg.optim.optimizer;
