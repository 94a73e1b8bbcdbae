package org.thalweg.loss.responsible;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.tensor.Tensor;

/** A loss of a whole batch that is made of the values of another in groups. */
interface GroupedWrapper extends BatchLoss<Tensor, Grouped> {
  /** Returns the loss that it is made of. */
  Loss<Tensor, Tensor> loss();

  @Override
  default Optional<Signature> signature() {
    return Wrapped.batch(
        loss(), List.of(), List.of(Wrapped.input("groups", "N", Domain.LABEL, "C")));
  }

  @Override
  default void check(Tensor prediction, Grouped target) {
    loss().check(prediction, target.target());
    Wrapped.checkGroups(this, prediction, target.groups());
  }

  @Override
  default Shape examples(Tensor prediction, Grouped target) {
    return Wrapped.examples(this, prediction);
  }

  @Override
  default Tensor neutralPrediction(Tensor prediction, Tensor mask) {
    return loss().neutralPrediction(prediction, mask);
  }

  @Override
  default Grouped neutralTarget(Grouped target, Tensor mask) {
    return new Grouped(loss().neutralTarget(target.target(), mask), target.groups());
  }
}
