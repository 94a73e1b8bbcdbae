package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/** A sigmoid of straight lines: x / 6 + 1/2, cut to 0 and 1, as in PyTorch and Keras 3. */
@Named("hard-sigmoid")
@Doc("x / 6 + 1/2, cut to 0 and 1.")
public record HardSigmoid() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.mul(1.0 / 6).add(0.5).clamp(0, 1);
  }
}
