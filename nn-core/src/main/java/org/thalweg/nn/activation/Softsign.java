package org.thalweg.nn.activation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/** x / (1 + |x|). */
@Named("softsign")
@Doc("x / (1 + |x|).")
public record Softsign() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.div(x.abs().add(1));
  }
}
