package org.thalweg.loss.embedding;

import org.thalweg.api.tensor.Tensor;

/**
 * Two tensors of one shape, element by element or row by row a pair.
 *
 * @param first the one
 * @param second the other
 */
public record Pair(Tensor first, Tensor second) {}
