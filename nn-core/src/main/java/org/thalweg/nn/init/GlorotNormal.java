package org.thalweg.nn.init;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Normally distributed with variance 1 / fan; not truncated, as in PyTorch.
 *
 * <p>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks", 2010; fan is the mean of inputs and outputs.
 */
@Named("glorot-normal")
@Doc("Normal of variance 1 / the mean of inputs and outputs.")
public record GlorotNormal() implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    return Randoms.normal(key, shape, dtype).mul(Math.sqrt(1 / Fans.of(shape).mean()));
  }
}
