package org.thalweg.nn.wiring;

import com.google.inject.Binder;
import com.google.inject.TypeLiteral;
import com.google.inject.binder.LinkedBindingBuilder;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.pipeline.PreparedData;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.TrainingOptions;

/**
 * Bindings that take the place of a part of a pipeline, for use in a user's own module:
 *
 * <pre>{@code
 * Thalweg.pipeline(file, binder -> Replace.optimizer(binder).toInstance(new Sgd(0.1)));
 * }</pre>
 */
public final class Replace {
  static final TypeLiteral<Loss<Tensor, Tensor>> LOSS = new TypeLiteral<>() {};

  private Replace() {}

  /** Replaces the engine. */
  public static LinkedBindingBuilder<Engine> engine(Binder binder) {
    return OptionalBinder.newOptionalBinder(binder, Engine.class).setBinding();
  }

  /** Replaces the data. */
  public static LinkedBindingBuilder<PreparedData> data(Binder binder) {
    return OptionalBinder.newOptionalBinder(binder, PreparedData.class).setBinding();
  }

  /** Replaces the network. */
  public static LinkedBindingBuilder<Layer> model(Binder binder) {
    return OptionalBinder.newOptionalBinder(binder, Layer.class).setBinding();
  }

  /** Replaces the loss. */
  public static LinkedBindingBuilder<Loss<Tensor, Tensor>> loss(Binder binder) {
    return OptionalBinder.newOptionalBinder(binder, LOSS).setBinding();
  }

  /** Replaces the optimizer. */
  public static LinkedBindingBuilder<Optimizer> optimizer(Binder binder) {
    return OptionalBinder.newOptionalBinder(binder, Optimizer.class).setBinding();
  }

  /** Replaces the options of training. */
  public static LinkedBindingBuilder<TrainingOptions> options(Binder binder) {
    return OptionalBinder.newOptionalBinder(binder, TrainingOptions.class).setBinding();
  }

  /** Adds a metric. */
  public static LinkedBindingBuilder<Metric> addMetric(Binder binder) {
    return Multibinder.newSetBinder(binder, Metric.class).addBinding();
  }

  /** Adds a callback. */
  public static LinkedBindingBuilder<Callback> addCallback(Binder binder) {
    return Multibinder.newSetBinder(binder, Callback.class).addBinding();
  }
}
