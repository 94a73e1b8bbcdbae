package org.thalweg.nn.layer;

import java.util.List;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.nn.Scope;
import org.thalweg.api.tensor.Tensor;

/**
 * Layers one after another. Parts are named by position and kind: {@code 0.dense}, {@code
 * 1.dropout}.
 *
 * @param layers the layers, from input to output
 */
@Named("sequential")
@Doc("Layers one after another.")
public record Sequential(@Doc("The layers, from input to output.") List<Layer> layers)
    implements Layer {
  /** Copies the list. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = scope.apply(i + "." + Layers.name(layers.get(i)), layers.get(i), y);
    }
    return y;
  }
}
