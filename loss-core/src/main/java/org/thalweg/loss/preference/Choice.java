package org.thalweg.loss.preference;

import org.thalweg.api.tensor.Tensor;

/**
 * A number for the preferred and for the other answer: a score, or the logarithm of a probability.
 *
 * @param chosen that of the preferred answer
 * @param rejected that of the other
 */
public record Choice(Tensor chosen, Tensor rejected) {}
