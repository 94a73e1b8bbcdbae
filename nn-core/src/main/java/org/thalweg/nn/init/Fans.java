package org.thalweg.nn.init;

import org.thalweg.api.data.Shape;

/**
 * How many inputs and outputs an element of a parameter's result depends on.
 *
 * <p>A matrix is [inputs, outputs]; a filter is [outputs, inputs, d1, ...], and each of its taps
 * counts. A vector of n has n and n, a scalar 1 and 1.
 *
 * @param in number of inputs
 * @param out number of outputs
 */
record Fans(double in, double out) {
  static Fans of(Shape shape) {
    return switch (shape.rank()) {
      case 0 -> new Fans(1, 1);
      case 1 -> new Fans(shape.dim(0), shape.dim(0));
      case 2 -> new Fans(shape.dim(0), shape.dim(1));
      default -> {
        double taps = shape.slice(2, shape.rank()).size();
        yield new Fans(shape.dim(1) * taps, shape.dim(0) * taps);
      }
    };
  }

  double mean() {
    return (in + out) / 2;
  }
}
