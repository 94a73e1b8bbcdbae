package org.thalweg.examples.benchmarks.work;

import org.thalweg.api.tensor.Tensor;

/** Sums that peers compare. */
final class Sums {
  private Sums() {}

  /** Returns the sum of the absolute values of the elements, worked out in float64. */
  static double absolute(Tensor tensor) {
    double sum = 0;
    for (float value : tensor.toFloatArray()) {
      sum += Math.abs(value);
    }
    return sum;
  }
}
