package org.thalweg.nn.model;

import org.thalweg.api.optim.Parameters;

/**
 * All that a network has learnt.
 *
 * @param parameters what the optimizer changes, by path such as {@code 0.dense/weight}
 * @param states what layers keep from step to step, by path, such as running means
 */
public record Weights(Parameters parameters, Parameters states) {}
