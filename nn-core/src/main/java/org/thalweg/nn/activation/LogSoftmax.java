package org.thalweg.nn.activation;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.tensor.Tensor;

/**
 * The logarithm of {@link Softmax}: x minus the logarithm of the sum of exp(x) along an axis.
 *
 * @param axis the axis of the classes; negative axes count from the end
 */
@Named("log-softmax")
@Doc("The logarithm of softmax, without underflow.")
public record LogSoftmax(
    @Default("-1") @Doc("Axis of the classes; negative axes count from the end.") int axis)
    implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.logSoftmax(axis);
  }
}
