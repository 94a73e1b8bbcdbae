/**
 * The laws of optimizers. The author of one extends {@link
 * org.thalweg.testkit.optim.OptimizerContract}.
 */
package org.thalweg.testkit.optim;
