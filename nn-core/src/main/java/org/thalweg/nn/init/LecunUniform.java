package org.thalweg.nn.init;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Spread evenly over [-a, a) with a = sqrt(3 / fanIn), which has variance 1 / fanIn.
 *
 * <p>Source: LeCun et al., "Efficient backprop", 1998; fanIn is the number of inputs.
 */
@Named("lecun-uniform")
@Doc("Uniform of variance 1 / inputs.")
public record LecunUniform() implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    double limit = Math.sqrt(3 / Fans.of(shape).in());
    return Randoms.uniform(key, shape, dtype, -limit, limit);
  }
}
