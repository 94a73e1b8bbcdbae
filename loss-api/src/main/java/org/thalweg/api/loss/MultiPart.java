package org.thalweg.api.loss;

import java.util.SequencedMap;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss that is the sum of parts which reports tell apart.
 *
 * @param <P> the prediction: a tensor, or a record of tensors
 * @param <T> the target: a tensor, or a record of tensors
 */
public interface MultiPart<P, T> extends Loss<P, T> {
  /**
   * Returns the unreduced values of each part by its name, of one shape, their factors included.
   *
   * @param prediction what the model gives
   * @param target what it should give
   */
  SequencedMap<String, Tensor> terms(P prediction, T target);

  @Override
  default Tensor loss(P prediction, T target) {
    return terms(prediction, target).values().stream().reduce(Tensor::add).orElseThrow();
  }
}
