package org.thalweg.nn.init;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Tensor;

/** 0 everywhere. */
@Named("zeros")
@Doc("0 everywhere.")
public record Zeros() implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    return Tensor.full(shape, dtype, 0);
  }
}
