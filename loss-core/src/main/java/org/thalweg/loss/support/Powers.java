package org.thalweg.loss.support;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/** Powers whose gradient is finite everywhere. */
public final class Powers {
  private Powers() {}

  /**
   * Returns numbers of 0 or more to a power of 0 or more. Powers that are not whole are 0, with a
   * gradient of 0, where the number is below the smallest normal one.
   */
  public static Tensor nonNegative(Tensor x, double power) {
    if (power == Math.rint(power)) {
      return x.pow(power);
    }
    Tensor none = x.lt(x.dtype() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL);
    return where(none, 0, where(none, 1, x).pow(power));
  }
}
