package org.thalweg.nn.model;

import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;

/**
 * What a network makes of an input.
 *
 * @param output the output
 * @param states the states of its layers after this input
 */
public record Forward(Tensor output, Parameters states) {}
