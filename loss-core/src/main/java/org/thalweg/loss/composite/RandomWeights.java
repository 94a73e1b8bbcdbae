package org.thalweg.loss.composite;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Weights of tasks that are drawn anew in each step: the softmax of normal numbers.
 *
 * <p>Source: Lin et al., "Reasonable effectiveness of random weighting: a litmus test for
 * multi-task learning", 2022.
 */
public final class RandomWeights {
  private RandomWeights() {}

  /**
   * Returns weights that sum to 1, shape [K].
   *
   * @param key a random key, renewed in each step
   */
  public static Tensor draw(Tensor key, long tasks, DType dtype) {
    return Randoms.normal(key, Shape.of(tasks), dtype).softmax(0);
  }
}
