package org.thalweg.loss.responsible;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.tensor.Tensor;

/** A loss of a whole batch that is made of the values of another of the same inputs. */
interface BatchWrapper extends BatchLoss<Tensor, Tensor> {
  /** Returns the loss that it is made of. */
  Loss<Tensor, Tensor> loss();

  @Override
  default Optional<Signature> signature() {
    return Wrapped.batch(loss(), List.of(), List.of());
  }

  @Override
  default void check(Tensor prediction, Tensor target) {
    loss().check(prediction, target);
  }

  @Override
  default Shape examples(Tensor prediction, Tensor target) {
    return Wrapped.examples(this, prediction);
  }

  @Override
  default Tensor neutralPrediction(Tensor prediction, Tensor mask) {
    return loss().neutralPrediction(prediction, mask);
  }

  @Override
  default Tensor neutralTarget(Tensor target, Tensor mask) {
    return loss().neutralTarget(target, mask);
  }
}
