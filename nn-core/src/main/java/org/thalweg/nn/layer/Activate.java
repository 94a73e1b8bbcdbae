package org.thalweg.nn.layer;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.nn.Scope;
import org.thalweg.api.tensor.Tensor;

/**
 * An activation as a layer of its own.
 *
 * @param function the activation
 */
@Named("activation")
@Doc("An activation as a layer of its own.")
public record Activate(@Doc("The activation.") Activation function) implements Layer {
  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return function.apply(x);
  }
}
