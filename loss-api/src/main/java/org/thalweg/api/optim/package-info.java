/**
 * The contract of optimizers: pure transforms of gradients, over all parameters at once.
 *
 * <p>A {@link org.thalweg.api.optim.GradientTransform} is a pair of functions, state in and state
 * out; transforms chain. An {@link org.thalweg.api.optim.Optimizer} is a record that says which
 * chain, and a {@link org.thalweg.api.optim.Schedule} is a number as a formula of the step.
 */
package org.thalweg.api.optim;
