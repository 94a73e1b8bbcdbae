package org.thalweg.loss.adaptation;

import org.thalweg.api.tensor.Tensor;

/**
 * Logits of two views of the same examples, or of two models.
 *
 * @param student those that learn
 * @param teacher those that are learned from
 */
public record Views(Tensor student, Tensor teacher) {}
