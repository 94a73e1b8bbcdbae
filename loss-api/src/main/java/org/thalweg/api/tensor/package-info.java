/**
 * Tensors: immutable, lazy, n-dimensional values with NumPy's names and broadcasting.
 *
 * <p>An operation checks shapes and types at once and records itself; values are computed when they
 * are asked for. {@link org.thalweg.api.tensor.Tensor} holds the fluent operations, {@link
 * org.thalweg.api.tensor.Tensors} the functions of several tensors.
 */
package org.thalweg.api.tensor;
