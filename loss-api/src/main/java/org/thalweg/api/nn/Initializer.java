package org.thalweg.api.nn;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/** The first value of a parameter. */
@FunctionalInterface
public interface Initializer {
  /**
   * Returns the value.
   *
   * @param key a random key of its own
   * @param shape the parameter's shape; for matrices [inputs, outputs], for filters [outputs,
   *     inputs, ...]
   * @param dtype its type
   */
  Tensor init(Tensor key, Shape shape, DType dtype);
}
