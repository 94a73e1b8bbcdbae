package org.thalweg.cli.plot;

/**
 * Value and gradient of a loss along its prediction.
 *
 * @param label what tells it from other curves of the same loss
 * @param x the predictions, ascending
 * @param value the value at each
 * @param gradient the gradient at each
 */
public record Curve(String label, double[] x, double[] value, double[] gradient) {
  /** Returns whether most of it can be drawn. */
  boolean isDrawable() {
    int finite = 0;
    for (double y : value) {
      finite += Double.isFinite(y) ? 1 : 0;
    }
    return 2 * finite > value.length;
  }
}
