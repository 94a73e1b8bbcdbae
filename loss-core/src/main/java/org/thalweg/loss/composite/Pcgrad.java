package org.thalweg.loss.composite;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The sum of the gradients of tasks, from each of which what conflicts with others is taken off: a
 * gradient that points against another loses its part along it.
 *
 * <p>Each task meets the others in an order of its own, which is drawn; gradients are those that
 * earlier meetings left. As all happens in the span of the gradients, their inner products suffice.
 *
 * <p>Source: Yu et al., "Gradient surgery for multi-task learning", 2020.
 */
public final class Pcgrad {
  private Pcgrad() {}

  /**
   * Returns the factors of the gradients in the sum, shape [K].
   *
   * @param products the inner products of the gradients, {@link TaskGradients#products}
   * @param key a random key, renewed in each step
   */
  public static Tensor weights(Tensor products, Tensor key) {
    long tasks = products.dim(0);
    DType dtype = products.dtype();
    Tensor order = Randoms.uniform(key, Shape.of(tasks, tasks), dtype).argsort(1, false);
    Tensor factors = Tensors.eye(tasks, dtype);
    Tensor self = Tensors.arange(tasks, DType.INT32);
    for (long step = 0; step < tasks; step++) {
      Tensor other = order.select(1, step);
      Tensor size = products.mul(Tensors.eye(tasks, dtype)).sum(1).take(other, 0);
      Tensor inner = factors.mul(products.take(other, 0)).sum(1);
      Tensor against = inner.lt(0).and(other.ne(self)).and(size.gt(0));
      Tensor part = where(against, inner.div(where(against, size, 1)), 0);
      factors = factors.sub(other.oneHot(tasks, dtype).mul(part.unsqueeze(-1)));
    }
    return factors.sum(0).stopGradient();
  }
}
