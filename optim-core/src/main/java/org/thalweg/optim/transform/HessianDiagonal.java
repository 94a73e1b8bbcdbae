package org.thalweg.optim.transform;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.grad.Grad;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Estimates of the diagonal of the Hessian of the objective. */
final class HessianDiagonal {
  private HessianDiagonal() {}

  /**
   * Returns Hutchinson's estimate {@code z (H z)} with random signs z, which depend on nothing but
   * the seed, the step and the names of parameters.
   */
  static Parameters estimate(Context context, long seed) {
    Tensor key = Randoms.fold(Randoms.key(seed), context.step());
    Parameters signs =
        context
            .parameters()
            .map((name, p) -> {
              Tensor heads = Randoms.bernoulli(Randoms.fold(key, hash(name)), p.shape(), 0.5);
              return where(heads, Tensors.onesLike(p), -1);
            });
    return Grad.hvp(context.objective(), context.parameters(), signs).zip(signs, Tensor::mul);
  }

  /** Returns a number for a name. */
  static long hash(String name) {
    return name.hashCode() & 0xffff_ffffL;
  }
}
