package org.thalweg.api.loss;

import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss of each row: of the elements along the last axis together. Prediction and target have one
 * shape, which is not broadcast; the values have it without its last axis. Integer and bool targets
 * become floats.
 */
public interface RowwiseLoss extends Loss<Tensor, Tensor> {
  @Override
  default Optional<Signature> signature() {
    return Optional.of(Signature.of("... C", predictionDomain(), "... C", targetDomain(), "..."));
  }

  @Override
  default void check(Tensor prediction, Tensor target) {
    Losses.checkAlike(this, prediction, target);
    if (prediction.rank() == 0) {
      throw new ThalwegException(
          "%s: the prediction is %s, should have an axis of at least one row, such as [C] or [N, C]"
              .formatted(Losses.name(this), prediction.spec()));
    }
  }

  @Override
  default Tensor adapt(Tensor prediction, Tensor target) {
    return target.to(prediction.dtype());
  }

  @Override
  default Tensor neutralPrediction(Tensor prediction, Tensor mask) {
    return predictionDomain().neutralize(prediction, acrossRows(prediction, mask));
  }

  @Override
  default Tensor neutralTarget(Tensor target, Tensor mask) {
    return targetDomain().neutralize(target, acrossRows(target, mask));
  }

  /** Returns a mask of values repeated along the rows. */
  private Tensor acrossRows(Tensor tensor, Tensor mask) {
    return Losses.extend(this, mask, tensor.shape().without(-1))
        .unsqueeze(-1)
        .broadcastTo(tensor.shape());
  }
}
