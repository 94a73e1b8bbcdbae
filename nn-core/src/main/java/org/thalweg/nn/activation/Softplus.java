package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/** A smooth relu: log(1 + exp(x)). */
@Named("softplus")
@Doc("log(1 + exp(x)).")
public record Softplus() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.softplus();
  }
}
