package org.thalweg.optim.transform;

import java.util.stream.IntStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;

/** Running averages and sums over tensors, which many transforms compute with. */
final class Averages {
  private Averages() {}

  /** Returns a running mean with new values in it: {@code keep before + (1 - keep) fresh}. */
  static Parameters mean(Parameters before, Parameters fresh, double keep) {
    return before.zip(fresh, (m, g) -> m.mul(keep).add(g.mul(1 - keep)));
  }

  /** Returns a running mean of squares with new values in it. */
  static Parameters square(Parameters before, Parameters fresh, double keep) {
    return before.zip(fresh, (v, g) -> v.mul(keep).add(g.square().mul(1 - keep)));
  }

  /**
   * Returns the factor that frees a running mean of its bias towards 0, {@code 1 / (1 - keep^t)}, a
   * float64 scalar.
   */
  static Tensor unbias(double keep, Context context) {
    return unbias(keep, context.count());
  }

  /** Returns the factor that frees a running mean of so many values of its bias towards 0. */
  static Tensor unbias(double keep, Tensor count) {
    return count.mul(StrictMath.log(keep)).expm1().neg().reciprocal();
  }

  /** Returns the root of the sum of squares of one tensor, a float64 scalar. */
  static Tensor norm(Tensor tensor) {
    return tensor.square().sum().to(DType.FLOAT64).sqrt();
  }

  /** Returns tensors times a float64 scalar. */
  static Parameters times(Parameters tensors, Tensor factor) {
    return tensors.map(tensor -> times(tensor, factor));
  }

  /** Returns a tensor times a float64 scalar, in its own type. */
  static Tensor times(Tensor tensor, Tensor factor) {
    return tensor.mul(factor.to(tensor.dtype()));
  }

  /** Returns all axes but the first. */
  static int[] axesAfterFirst(Tensor tensor) {
    return IntStream.range(1, tensor.shape().rank()).toArray();
  }
}
