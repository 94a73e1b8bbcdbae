/**
 * The contract of losses, and what the framework derives from their formula.
 *
 * <p>A {@link org.thalweg.api.loss.Loss} maps prediction and target to unreduced values; {@link
 * org.thalweg.api.loss.Losses} adds checks, weights, masks and reductions, the same for all. A
 * result is a numerator and a denominator ({@link org.thalweg.api.loss.LossSum}), so that parts of
 * a batch merge exactly.
 */
package org.thalweg.api.loss;
