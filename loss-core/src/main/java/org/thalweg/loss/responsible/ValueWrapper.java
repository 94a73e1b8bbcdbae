package org.thalweg.loss.responsible;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** A loss that changes what another of the same inputs gives. */
interface ValueWrapper extends Loss<Tensor, Tensor> {
  /** Returns the loss that it changes. */
  Loss<Tensor, Tensor> loss();

  @Override
  default Optional<Signature> signature() {
    return loss().signature();
  }

  @Override
  default void check(Tensor prediction, Tensor target) {
    loss().check(prediction, target);
  }

  @Override
  default @Nullable Tensor counts(Tensor prediction, Tensor target) {
    return loss().counts(prediction, target);
  }

  @Override
  default Tensor finish(Tensor mean) {
    return loss().finish(mean);
  }

  @Override
  default Tensor neutralPrediction(Tensor prediction, Tensor mask) {
    return loss().neutralPrediction(prediction, mask);
  }

  @Override
  default Tensor neutralTarget(Tensor target, Tensor mask) {
    return loss().neutralTarget(target, mask);
  }

  @Override
  default Tensor loss(Tensor prediction, Tensor target) {
    return Losses.values(loss(), prediction, target, Weighting.none());
  }
}
