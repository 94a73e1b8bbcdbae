package org.thalweg.nn.layer;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.nn.Scope;
import org.thalweg.api.tensor.Tensor;

/** Makes one axis of all but the first: [N, d1, d2, ...] to [N, d1 d2 ...]. */
@Named("flatten")
@Doc("Makes one axis of all but the first.")
public record Flatten() implements Layer {
  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.flatten(1);
  }
}
