package org.thalweg.loss.composite;

import org.thalweg.api.tensor.Tensor;

/**
 * The losses of several tasks, and what they are weighed by.
 *
 * @param losses the loss of each task, of the batch ([K]) or of each example ([N, K])
 * @param logVariances the logarithm of the variance of each task's noise, which is learned
 */
public record TaskLosses(Tensor losses, Tensor logVariances) {}
