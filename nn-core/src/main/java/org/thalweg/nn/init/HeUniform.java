package org.thalweg.nn.init;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Spread evenly over [-a, a) with a = sqrt(6 / fanIn), which has variance 2 / fanIn.
 *
 * <p>Source: He et al., "Delving deep into rectifiers", 2015; fanIn is the number of inputs.
 */
@Named("he-uniform")
@Doc("Uniform of variance 2 / inputs.")
public record HeUniform() implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    double limit = Math.sqrt(6 / Fans.of(shape).in());
    return Randoms.uniform(key, shape, dtype, -limit, limit);
  }
}
