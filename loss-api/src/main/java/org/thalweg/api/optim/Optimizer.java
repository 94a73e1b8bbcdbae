package org.thalweg.api.optim;

/**
 * A rule that improves parameters. Implementations are records with {@link
 * org.thalweg.api.config.Named} whose components are the hyper-parameters.
 */
@FunctionalInterface
public interface Optimizer {
  /** Returns the rule as a transform of gradients into what is added to the parameters. */
  GradientTransform<?> transform();
}
