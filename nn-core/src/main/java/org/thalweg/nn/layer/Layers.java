package org.thalweg.nn.layer;

import java.util.List;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.nn.Layer;
import org.thalweg.nn.activation.Identity;
import org.thalweg.nn.init.GlorotUniform;

/** The layers with their defaults, by name. Made for static import. */
public final class Layers {
  private Layers() {}

  /** Returns a fully connected layer. */
  public static Layer dense(int units) {
    return dense(units, new Identity());
  }

  /** Returns a fully connected layer whose output goes through an activation. */
  public static Layer dense(int units, Activation activation) {
    return new Dense(units, activation, new GlorotUniform(), true);
  }

  /** Returns a layer that drops a share of its input while training. */
  public static Layer dropout(double rate) {
    return new Dropout(rate);
  }

  /** Returns a layer that makes one axis of all but the first. */
  public static Layer flatten() {
    return new Flatten();
  }

  /** Returns an activation as a layer. */
  public static Layer activation(Activation function) {
    return new Activate(function);
  }

  /** Returns layers one after another. */
  public static Layer sequential(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  /** Returns what a layer is called: its {@link Named}, else its class, else {@code layer}. */
  public static String name(Layer layer) {
    Named named = layer.getClass().getAnnotation(Named.class);
    if (named != null) {
      return named.value();
    }
    return layer.getClass().isHidden() || layer.getClass().getSimpleName().isEmpty()
        ? "layer"
        : layer.getClass().getSimpleName();
  }
}
