package org.thalweg.api.grad;

import org.thalweg.api.tensor.Tensor;

/**
 * A function's value and its gradient.
 *
 * @param value the value, a scalar
 * @param gradient the gradient, a tree of the structure of the argument
 * @param <P> the type of the argument
 */
public record ValueAndGrad<P>(Tensor value, P gradient) {}
