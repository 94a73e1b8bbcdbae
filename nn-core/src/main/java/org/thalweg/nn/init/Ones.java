package org.thalweg.nn.init;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Tensor;

/** 1 everywhere. */
@Named("ones")
@Doc("1 everywhere.")
public record Ones() implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    return Tensor.full(shape, dtype, 1);
  }
}
