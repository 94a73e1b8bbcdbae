package org.thalweg.api.loss;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss of scores over classes. The prediction is [N, C], or [N, C, d1, ...] with classes on axis
 * 1, or [C] for one example; the target holds class indices, or a distribution over classes of the
 * prediction's shape.
 */
public interface ClassificationLoss extends Loss<Tensor, Tensor> {
  /** Returns the axis of the classes. */
  static int classAxis(Tensor prediction) {
    return prediction.rank() == 1 ? 0 : 1;
  }

  /** Returns the target as class indices or as a distribution, whichever it is. */
  static boolean isIndices(Tensor target) {
    return target.dtype().isInteger();
  }

  @Override
  default void check(Tensor prediction, Tensor target) {
    String name = Losses.name(this);
    if (!prediction.dtype().isFloating() || prediction.rank() == 0) {
      throw new ThalwegException(
          "%s: the prediction is %s, should be float32 or float64 of shape [N, C, ...]"
              .formatted(name, prediction.spec()));
    }
    Shape expected =
        isIndices(target) ? prediction.shape().without(classAxis(prediction)) : prediction.shape();
    if (!target.shape().equals(expected)) {
      throw new ThalwegException(
          "%s: the prediction is %s, so the target is class indices of shape %s or a distribution of shape %s, was %s"
              .formatted(
                  name,
                  prediction.spec(),
                  prediction.shape().without(classAxis(prediction)),
                  prediction.shape(),
                  target.spec()));
    }
    if (!isIndices(target) && target.dtype() != prediction.dtype()) {
      throw new ThalwegException(
          "%s: the prediction is %s, the target is %s; convert one with to(DType)"
              .formatted(name, prediction.spec(), target.spec()));
    }
  }

  @Override
  default Tensor adapt(Tensor prediction, Tensor target) {
    long classes = prediction.dim(classAxis(prediction));
    return isIndices(target)
        ? target.guard(
            target.ge(0).and(target.lt((double) classes)),
            "the label {value} at {at} is not one of the %d classes 0 to %d"
                .formatted(classes, classes - 1),
            target)
        : Domain.PROBABILITY.guard(target, "target");
  }

  @Override
  default Tensor align(Tensor mask, Tensor tensor) {
    boolean hasClassAxis =
        mask.rank() >= 2 && (tensor.rank() > mask.rank() || !Losses.leads(mask, tensor));
    return Losses.extend(hasClassAxis ? mask.unsqueeze(1) : mask, tensor.shape());
  }
}
