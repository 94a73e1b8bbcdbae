package org.thalweg.loss.embedding;

import org.thalweg.api.tensor.Tensor;

/**
 * Vectors in threes, along the last axis.
 *
 * @param anchor what is compared
 * @param positive what should be near
 * @param negative what should be far
 */
public record Triple(Tensor anchor, Tensor positive, Tensor negative) {}
