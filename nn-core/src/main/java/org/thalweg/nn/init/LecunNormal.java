package org.thalweg.nn.init;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Normally distributed with variance 1 / fanIn; not truncated, as in PyTorch.
 *
 * <p>Source: LeCun et al., "Efficient backprop", 1998; fanIn is the number of inputs.
 */
@Named("lecun-normal")
@Doc("Normal of variance 1 / inputs.")
public record LecunNormal() implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    return Randoms.normal(key, shape, dtype).mul(Math.sqrt(1 / Fans.of(shape).in()));
  }
}
