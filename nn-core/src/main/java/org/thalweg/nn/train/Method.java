package org.thalweg.nn.train;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Named;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.optim.Optimizer;

/** How a loss is made small. */
public sealed interface Method {
  /**
   * A step for each batch, by its gradient.
   *
   * @param optimizer what makes steps of gradients
   */
  record Optimizing(Optimizer optimizer) implements Method {}

  /**
   * Iterations on the loss of all examples as a function of the parameters.
   *
   * @param minimizer what makes the iterations
   * @param convergence when it has arrived
   */
  record Minimizing(Minimizer<?> minimizer, Convergence convergence) implements Method {}

  /**
   * Returns the optimizer.
   *
   * @throws ThalwegException if it is a minimizer
   */
  default Optimizer requireOptimizer() {
    return switch (this) {
      case Optimizing(Optimizer optimizer) -> optimizer;
      case Minimizing(Minimizer<?> minimizer, _) ->
          throw new ThalwegException(
              "an optimizer is needed here, the pipeline has the minimizer '%s'"
                  .formatted(name(minimizer)));
    };
  }

  /** Returns the name of a component. */
  static String name(Object component) {
    Named named = component.getClass().getAnnotation(Named.class);
    return named == null ? component.getClass().getSimpleName() : named.value();
  }
}
