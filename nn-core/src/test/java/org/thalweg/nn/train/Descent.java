package org.thalweg.nn.train;

import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Stateless;

/** Parameters minus a rate times the gradient. */
record Descent(double rate) implements Optimizer {
  @Override
  public GradientTransform<?> transform() {
    return (Stateless) (gradients, _) -> gradients.map(gradient -> gradient.mul(-rate));
  }
}
