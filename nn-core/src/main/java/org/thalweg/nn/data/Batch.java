package org.thalweg.nn.data;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/**
 * Some examples.
 *
 * @param inputs what the model is given; the first axis is that of the examples
 * @param targets what it should give
 * @param weights how much each example counts, or null if all count alike
 * @param slices the number of the slice of each example, or null if there are none
 */
public record Batch(
    Tensor inputs, Tensor targets, @Nullable Tensor weights, @Nullable Tensor slices) {
  /** Returns the weights as losses take them. */
  public Weighting weighting() {
    return new Weighting(weights, null);
  }
}
