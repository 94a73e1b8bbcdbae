package org.thalweg.loss.support;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Logarithms of ratios of gamma functions. */
public final class Gammas {
  private static final double LARGE = 16;

  /** The coefficients of 1/x, 1/x^3 and so on in Stirling's series of the logarithm of gamma. */
  private static final double[] STIRLING = {
    1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0
  };

  private Gammas() {}

  /**
   * Returns {@code log(gamma(x + n) / gamma(x))}, for x above 0 and n of 0 or more. For large x,
   * where the logarithms of both cancel, it is a difference of Stirling's series.
   */
  public static Tensor logRising(Tensor x, Tensor n) {
    Tensor far = x.ge(LARGE);
    Tensor small = where(far, 1, x);
    Tensor large = where(far, x, LARGE);
    Tensor ratio = n.div(large);
    Tensor series =
        n.mul(large.add(n).log())
            .sub(large.mul(Exponentials.logExcess(ratio)))
            .sub(ratio.log1p().mul(0.5))
            .add(correction(large.add(n)).sub(correction(large)));
    return where(far, series, small.add(n).lgamma().sub(small.lgamma()));
  }

  private static Tensor correction(Tensor x) {
    Tensor inverse = x.reciprocal();
    Tensor square = inverse.square();
    int last = STIRLING.length - 1;
    Tensor sum = Tensors.fullLike(x, STIRLING[last]);
    for (int k = last - 1; k >= 0; k--) {
      sum = sum.mul(square).add(STIRLING[k]);
    }
    return sum.mul(inverse);
  }
}
