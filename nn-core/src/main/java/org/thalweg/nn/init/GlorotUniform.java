package org.thalweg.nn.init;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * Spread evenly over [-a, a) with a = sqrt(3 / fan), which has variance 1 / fan.
 *
 * <p>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks", 2010; fan is the mean of inputs and outputs.
 */
@Named("glorot-uniform")
@Doc("Uniform of variance 1 / the mean of inputs and outputs.")
public record GlorotUniform() implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    double limit = Math.sqrt(3 / Fans.of(shape).mean());
    return Randoms.uniform(key, shape, dtype, -limit, limit);
  }
}
