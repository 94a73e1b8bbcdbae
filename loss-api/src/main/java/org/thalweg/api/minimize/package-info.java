/**
 * The contract of classical minimisation: methods that run on the host around compiled functions,
 * an evaluation of the whole function at a time.
 *
 * <p>A {@link org.thalweg.api.minimize.Minimizer} is a record whose components are its options.
 * What it keeps from step to step is a tree of tensors, so it can be saved and taken up again.
 */
package org.thalweg.api.minimize;
