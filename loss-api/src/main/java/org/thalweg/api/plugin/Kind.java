package org.thalweg.api.plugin;

import java.util.List;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Schedule;

/**
 * What a component is for. Names are unique within a kind.
 *
 * @param label the name in messages and in configuration, such as {@code loss}
 * @param type the interface that its components implement
 * @param <T> that interface
 */
public record Kind<T>(String label, Class<T> type) {
  /** Losses. */
  @SuppressWarnings("rawtypes")
  public static final Kind<Loss> LOSS = new Kind<>("loss", Loss.class);

  /** Optimizers. */
  public static final Kind<Optimizer> OPTIMIZER = new Kind<>("optimizer", Optimizer.class);

  /** Gradient transforms, which optimizers are chains of. */
  @SuppressWarnings("rawtypes")
  public static final Kind<GradientTransform> TRANSFORM =
      new Kind<>("transform", GradientTransform.class);

  /** Schedules of learning rates and other numbers. */
  public static final Kind<Schedule> SCHEDULE = new Kind<>("schedule", Schedule.class);

  /** Methods that minimise a function on the host. */
  @SuppressWarnings("rawtypes")
  public static final Kind<Minimizer> MINIMIZER = new Kind<>("minimizer", Minimizer.class);

  /** Layers of networks. */
  public static final Kind<Layer> LAYER = new Kind<>("layer", Layer.class);

  /** Activation functions. */
  public static final Kind<Activation> ACTIVATION = new Kind<>("activation", Activation.class);

  /** Initial values of parameters. */
  public static final Kind<Initializer> INITIALIZER = new Kind<>("initializer", Initializer.class);

  /** Returns all kinds. */
  public static List<Kind<?>> all() {
    return List.of(LOSS, OPTIMIZER, TRANSFORM, SCHEDULE, MINIMIZER, LAYER, ACTIVATION, INITIALIZER);
  }

  /** Returns the plural of the label, as a title. */
  public String plural() {
    return switch (label) {
      case "loss" -> "losses";
      default -> label + "s";
    };
  }
}
