package org.thalweg.loss.support;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Exponentials and logarithms in which nothing cancels and nothing overflows; nor in gradients. */
public final class Exponentials {
  private static final double FAR = 1e9; // 1 is nothing beside the square of what is larger
  private static final double[] EXCESS = new double[17]; // 1 / (k + 2)!
  private static final double[] ATANH = new double[17]; // 1 / (2 k + 3)

  static {
    double factorial = 1;
    for (int k = 0; k < EXCESS.length; k++) {
      factorial *= k + 2;
      EXCESS[k] = 1 / factorial;
      ATANH[k] = 1.0 / (2 * k + 3);
    }
  }

  private Exponentials() {}

  /** Returns {@code exp(x) - 1 - x}. */
  public static Tensor excess(Tensor x) {
    Tensor near = x.abs().lt(1);
    Tensor far = where(near, 1, x);
    return where(near, nearExcess(near, x), far.expm1().sub(far));
  }

  /** Returns {@code exp(x) - 1 - x}, given exp(x) too, as x is rounded. */
  public static Tensor excess(Tensor x, Tensor exp) {
    Tensor near = x.abs().lt(1);
    return where(near, nearExcess(near, x), exp.sub(1).sub(x));
  }

  private static Tensor nearExcess(Tensor near, Tensor x) {
    Tensor small = where(near, x, 0);
    return small.square().mul(polynomial(small, EXCESS));
  }

  /** Returns {@code exp(x) - 1}, given exp(x) too, as x is rounded. */
  public static Tensor expm1(Tensor x, Tensor exp) {
    Tensor near = x.abs().lt(1);
    return where(near, where(near, x, 0).expm1(), exp.sub(1));
  }

  /** Returns {@code x - log(1 + x)}, for x above -1. */
  public static Tensor logExcess(Tensor x) {
    Tensor near = x.gt(-0.5).and(x.lt(1));
    Tensor small = where(near, x, 0);
    Tensor far = where(near, 1, x);
    // log(1 + x) = 2 atanh(s)
    Tensor s = small.div(small.add(2));
    Tensor square = s.square();
    Tensor series = s.mul(small.sub(square.mul(2).mul(polynomial(square, ATANH))));
    return where(near, series, far.sub(far.log1p()));
  }

  /** Returns {@code 1 - exp(-x)}. */
  public static Tensor complement(Tensor x) {
    Tensor near = x.lt(1);
    Tensor small = where(near, x, 0).neg().expm1().neg();
    return where(near, small, where(near, 1, x).neg().exp().rsub(1));
  }

  /** Returns {@code log(1 - exp(-x))}, for x above 0. */
  public static Tensor logComplement(Tensor x) {
    Tensor near = x.lt(1);
    Tensor small = where(near, x, 1).neg().expm1().neg().log();
    return where(near, small, where(near, 1, x).neg().exp().neg().log1p());
  }

  /** Returns {@code log(1 + x^2)}; the square does not overflow. */
  public static Tensor logOnePlusSquare(Tensor x) {
    Tensor far = x.abs().gt(FAR);
    return where(far, where(far, x.abs(), 1).log().mul(2), where(far, 0, x).square().log1p());
  }

  /** Returns {@code sqrt(1 + x^2)}; the square does not overflow. */
  public static Tensor rootOnePlusSquare(Tensor x) {
    Tensor far = x.abs().gt(FAR);
    return where(far, x.abs(), where(far, 0, x).square().add(1).sqrt());
  }

  /** Returns the sum of {@code coefficients[k] x^k}. */
  private static Tensor polynomial(Tensor x, double[] coefficients) {
    int last = coefficients.length - 1;
    Tensor sum = Tensors.fullLike(x, coefficients[last]);
    for (int k = last - 1; k >= 0; k--) {
      sum = sum.mul(x).add(coefficients[k]);
    }
    return sum;
  }
}
