package org.thalweg.nn.train;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.Batch;

/**
 * What a training step is given.
 *
 * @param batch the examples
 * @param first whether this is the first step of an epoch, a bool scalar
 */
record StepInput(Batch batch, Tensor first) {}
