package org.thalweg.api.plugin;

import org.thalweg.api.loss.Loss;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Schedule;

/**
 * Takes what a plugin registers. Each class is a record with {@link org.thalweg.api.config.Named}.
 */
public interface Contributions {
  /**
   * Adds a component.
   *
   * @param kind what it is for
   * @param type a record class that implements the kind's interface
   * @throws org.thalweg.api.ThalwegException if it is no such record, has no valid name, or the
   *     name is taken; the message names both owners
   */
  void add(Kind<?> kind, Class<? extends Record> type);

  /** Adds a loss. */
  default <R extends Record & Loss<?, ?>> Contributions loss(Class<R> type) {
    add(Kind.LOSS, type);
    return this;
  }

  /** Adds an optimizer. */
  default <R extends Record & Optimizer> Contributions optimizer(Class<R> type) {
    add(Kind.OPTIMIZER, type);
    return this;
  }

  /** Adds a gradient transform. */
  default <R extends Record & GradientTransform<?>> Contributions transform(Class<R> type) {
    add(Kind.TRANSFORM, type);
    return this;
  }

  /** Adds a schedule. */
  default <R extends Record & Schedule> Contributions schedule(Class<R> type) {
    add(Kind.SCHEDULE, type);
    return this;
  }

  /** Adds a method that minimises a function on the host. */
  default <R extends Record & Minimizer<?>> Contributions minimizer(Class<R> type) {
    add(Kind.MINIMIZER, type);
    return this;
  }

  /** Adds a layer. */
  default <R extends Record & Layer> Contributions layer(Class<R> type) {
    add(Kind.LAYER, type);
    return this;
  }

  /** Adds an activation function. */
  default <R extends Record & Activation> Contributions activation(Class<R> type) {
    add(Kind.ACTIVATION, type);
    return this;
  }

  /** Adds an initializer. */
  default <R extends Record & Initializer> Contributions initializer(Class<R> type) {
    add(Kind.INITIALIZER, type);
    return this;
  }
}
