package org.thalweg.api.loss;

import java.util.Optional;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss of each element on its own. Prediction and target have one shape, which is not broadcast,
 * and so have the values; integer and bool targets become floats.
 */
public interface PointwiseLoss extends Loss<Tensor, Tensor> {
  @Override
  default Optional<Signature> signature() {
    return Optional.of(Signature.of("...", predictionDomain(), "...", targetDomain(), "..."));
  }

  @Override
  default void check(Tensor prediction, Tensor target) {
    Losses.checkAlike(this, prediction, target);
  }

  @Override
  default Tensor adapt(Tensor prediction, Tensor target) {
    return target.to(prediction.dtype());
  }
}
