package org.thalweg.examples.benchmarks.work;

import org.thalweg.api.data.Storage;
import org.thalweg.api.tensor.Tensor;

/** Sums that peers compare. */
final class Sums {
  private Sums() {}

  /** Returns the sum of the absolute values of the elements, worked out in float64. */
  static double absolute(Tensor tensor) {
    double sum = 0;
    Storage memory = tensor.storage();
    for (long i = 0; i < memory.size(); i++) {
      sum += Math.abs(memory.getDouble(i));
    }
    return sum;
  }
}
