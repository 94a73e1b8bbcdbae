package org.thalweg.loss.embedding;

import org.thalweg.api.tensor.Tensor;

/**
 * Vectors, and the learned vectors of classes that they are compared with.
 *
 * @param embedding the vectors, [N, D]
 * @param prototypes the vectors of each class, [C, D], or several for each, [C, K, D]
 */
public record Prototypes(Tensor embedding, Tensor prototypes) {}
