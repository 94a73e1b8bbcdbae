package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/** The logistic function: 1 / (1 + exp(-x)). */
@Named("sigmoid")
@Doc("1 / (1 + exp(-x)): a probability out of a logit.")
public record Sigmoid() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.sigmoid();
  }
}
