package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/** The identity: x. */
@Named("identity")
@Doc("x itself.")
public record Identity() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x;
  }
}
