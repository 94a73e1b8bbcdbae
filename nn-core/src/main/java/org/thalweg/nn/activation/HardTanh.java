package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/** A tanh of straight lines: x, cut to -1 and 1. */
@Named("hard-tanh")
@Doc("x, cut to -1 and 1.")
public record HardTanh() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.clamp(-1, 1);
  }
}
