package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/** Rectified linear unit: max(x, 0). Its derivative at 0 is 0. */
@Named("relu")
@Doc("max(x, 0).")
public record Relu() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.relu();
  }
}
