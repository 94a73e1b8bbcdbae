package org.thalweg.optim.transform;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/** The signs of gradients: -1, 0 or 1. */
@Named("scale-by-sign")
@Doc("The signs of gradients.")
public record ScaleBySign() implements Stateless {
  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.map(Tensor::sign);
  }
}
