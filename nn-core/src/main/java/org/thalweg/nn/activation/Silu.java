package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/** Sigmoid linear unit, also called swish: x / (1 + exp(-x)). */
@Named("silu")
@Doc("x sigmoid(x), also called swish.")
public record Silu() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.mul(x.sigmoid());
  }
}
