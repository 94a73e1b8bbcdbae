package org.thalweg.nn.init;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.tensor.Tensor;

/**
 * One value everywhere.
 *
 * @param value the value
 */
@Named("constant")
@Doc("One value everywhere.")
public record Constant(@Default("0.0") @Doc("The value.") double value) implements Initializer {
  @Override
  public Tensor init(Tensor key, Shape shape, DType dtype) {
    return Tensor.full(shape, dtype, value);
  }
}
