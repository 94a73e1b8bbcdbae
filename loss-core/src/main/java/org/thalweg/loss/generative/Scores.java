package org.thalweg.loss.generative;

import org.thalweg.api.tensor.Tensor;

/**
 * What a critic says of examples.
 *
 * @param real the scores of real examples
 * @param fake the scores of as many that the generator made
 */
public record Scores(Tensor real, Tensor fake) {}
