package org.thalweg.loss.composite;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The shortest weighted mean of the gradients of tasks: a step against it makes no task worse, and
 * where it is 0 none can gain without another's loss. Found by the method of Frank and Wolfe, exact
 * for two tasks after one iteration.
 *
 * <p>Source: Desideri, "Multiple-gradient descent algorithm (MGDA) for multiobjective
 * optimization", 2012; Sener and Koltun, "Multi-task learning as multi-objective optimization",
 * 2018.
 *
 * @param iterations the number of iterations, 1 or more
 */
public record Mgda(int iterations) {
  /** Requires an iteration. */
  public Mgda {
    require(iterations >= 1, "iterations must be 1 or more, was %s", iterations);
  }

  /** Makes the method with 100 iterations. */
  public Mgda() {
    this(100);
  }

  /**
   * Returns the factors of the gradients in the mean, 0 or more and with a sum of 1, shape [K].
   *
   * @param products the inner products of the gradients, {@link TaskGradients#products}
   */
  public Tensor weights(Tensor products) {
    long tasks = products.dim(0);
    Tensor alike = Tensor.full(Shape.of(tasks), products.dtype(), 1.0 / tasks);
    return Loops.scan(
            alike,
            Tensors.arange(iterations, DType.INT32),
            (weights, at) -> new Stepped<>(step(products, weights), at))
        .state()
        .stopGradient();
  }

  private static Tensor step(Tensor products, Tensor weights) {
    Tensor slope = products.mul(weights.unsqueeze(0)).sum(1);
    Tensor corner = slope.argmin(0).oneHot(weights.dim(0), weights.dtype());
    Tensor way = corner.sub(weights);
    Tensor curve = products.mul(way.unsqueeze(0)).sum(1).mul(way).sum();
    Tensor bent = curve.gt(0);
    Tensor length = slope.mul(way).sum().neg().div(where(bent, curve, 1)).clamp(0, 1);
    return weights.add(way.mul(where(bent, length, 0)));
  }
}
