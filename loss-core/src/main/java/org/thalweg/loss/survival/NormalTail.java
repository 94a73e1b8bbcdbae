package org.thalweg.loss.survival;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The tail of the normal distribution without its exponential decay. Rational approximations: Cody,
 * "Rational Chebyshev approximations for the error function", 1969.
 */
final class NormalTail {
  private static final double[] MIDDLE_UP = {
    2.1531153547440383e-08, 0.5641884969886701, 8.883149794388377, 66.11919063714163,
    298.6351381974001, 881.952221241769, 1712.0476126340707, 2051.0783778260716,
    1230.3393547979972
  };
  private static final double[] MIDDLE_DOWN = {
    1,
    15.744926110709835,
    117.6939508913125,
    537.1811018620099,
    1621.3895745666903,
    3290.7992357334597,
    4362.619090143247,
    3439.3676741437216,
    1230.3393548037495
  };
  private static final double[] FAR_UP = {
    0.016315387137302097,
    0.30532663496123236,
    0.36034489994980445,
    0.12578172611122926,
    0.016083785148742275,
    0.0006587491615298378
  };
  private static final double[] FAR_DOWN = {
    1,
    2.568520192289822,
    1.8729528499234673,
    0.5279051029514285,
    0.06051834131244132,
    0.0023352049762686918
  };
  private static final double NEAR = 0.46875;
  private static final double FAR = 4;

  private NormalTail() {}

  /** Returns {@code 2 exp(z^2 / 2) P(Z > z)} of numbers z of 0 or more. */
  static Tensor scaled(Tensor z) {
    Tensor x = z.mul(Math.sqrt(0.5));
    Tensor near = x.clamp(0, NEAR);
    Tensor close = near.erf().rsub(1).mul(near.square().exp());
    Tensor middle = ratio(x.clamp(NEAR, FAR), MIDDLE_UP, MIDDLE_DOWN);
    Tensor y = where(x.gt(FAR), x, FAR).reciprocal();
    Tensor inverse = y.square();
    Tensor rest = inverse.mul(ratio(inverse, FAR_UP, FAR_DOWN)).rsub(1 / Math.sqrt(Math.PI));
    return where(x.le(NEAR), close, where(x.le(FAR), middle, rest.mul(y)));
  }

  private static Tensor ratio(Tensor x, double[] up, double[] down) {
    return polynomial(x, up).div(polynomial(x, down));
  }

  private static Tensor polynomial(Tensor x, double[] coefficients) {
    Tensor sum = Tensors.fullLike(x, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum.mul(x).add(coefficients[i]);
    }
    return sum;
  }
}
