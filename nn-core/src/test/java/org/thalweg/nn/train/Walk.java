package org.thalweg.nn.train;

import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensors;

/** Each parameter goes the same way at each step, whatever the gradient. */
record Walk(double by) implements Optimizer {
  @Override
  public GradientTransform<?> transform() {
    return (Stateless) (gradients, _) -> gradients.map(g -> Tensors.fullLike(g, by));
  }
}
