package org.thalweg.api.nn;

import org.thalweg.api.tensor.Tensor;

/**
 * A function applied to a layer's output. Implementations are records, mostly without components.
 */
@FunctionalInterface
public interface Activation {
  /** Returns the function's value for each element. */
  Tensor apply(Tensor x);
}
