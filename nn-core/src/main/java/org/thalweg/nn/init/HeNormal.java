package org.thalweg.nn.init;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Normally distributed with variance 2 / fanIn; not truncated, as in PyTorch.
 *
 * <p>Source: He et al., "Delving deep into rectifiers", 2015; fanIn is the number of inputs.
 */
@Named("he-normal")
@Doc("Normal of variance 2 / inputs.")
public record HeNormal() implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    return Randoms.normal(key, shape, dtype).mul(Math.sqrt(2 / Fans.of(shape).in()));
  }
}
