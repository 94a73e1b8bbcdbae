package org.thalweg.api.nn;

import org.thalweg.api.tensor.Tensor;

/**
 * A part of a network. Implementations are records with {@link org.thalweg.api.config.Named} whose
 * components are the layer's configuration; parameters live in the scope.
 */
@FunctionalInterface
public interface Layer {
  /**
   * Returns the layer's output.
   *
   * @param x the input; its first axis is that of the examples
   * @param scope hands out parameters, randomness and the mode
   */
  Tensor apply(Tensor x, Scope scope);
}
