package org.thalweg.nn.metric;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.tensor.Tensor;

/**
 * A measure of a model's quality. What it measures of a batch is a few numbers; those of several
 * batches merge into those of all, whatever their sizes and weights.
 */
public interface Metric {
  /** Returns the name in configuration and reports. */
  String name();

  /**
   * Returns what is measured of a batch, a float64 vector.
   *
   * @param prediction what the model gives
   * @param target what it should give
   * @param weights how much each example counts, in the shape of leading axes; null if all count
   *     alike. Examples of weight 0 do not count, whatever they hold
   */
  Tensor measure(Tensor prediction, Tensor target, @Nullable Tensor weights);

  /** Returns the measurement of two sets of examples out of those of each. */
  default double[] merge(double[] left, double[] right) {
    double[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }

  /** Returns the metric out of a measurement. */
  double value(double[] measured);

  /** Returns whether more is better. */
  boolean higherIsBetter();
}
