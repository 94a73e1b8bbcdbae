package org.thalweg.api.loss;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss of each element on its own. Prediction and target have one shape, which is not broadcast;
 * integer and bool targets become floats, and values outside the card's domains are errors.
 */
public interface PointwiseLoss extends Loss<Tensor, Tensor> {
  @Override
  default void check(Tensor prediction, Tensor target) {
    String name = Losses.name(this);
    if (!prediction.dtype().isFloating()) {
      throw new ThalwegException(
          "%s: the prediction is %s, should be float32 or float64"
              .formatted(name, prediction.spec()));
    }
    if (!prediction.shape().equals(target.shape())) {
      throw new ThalwegException(
          "%s: the prediction is %s, the target is %s; a loss does not broadcast, so give both one shape"
              .formatted(name, prediction.spec(), target.spec()));
    }
    if (target.dtype().isFloating() && target.dtype() != prediction.dtype()) {
      throw new ThalwegException(
          "%s: the prediction is %s, the target is %s; convert one with to(DType)"
              .formatted(name, prediction.spec(), target.spec()));
    }
  }

  @Override
  default Tensor adapt(Tensor prediction, Tensor target) {
    return target.to(prediction.dtype());
  }
}
