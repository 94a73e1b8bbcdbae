package org.thalweg.api.loss;

import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * A loss of scores over classes. The prediction is [N, C], or [N, C, d1, ...] with classes on axis
 * 1, or [C] for one example; the target holds class indices, or a distribution over classes of the
 * prediction's shape. The values have the prediction's shape without the axis of the classes.
 */
public interface ClassificationLoss extends Loss<Tensor, Tensor> {
  /** Returns the axis of the classes. */
  static int classAxis(Tensor prediction) {
    return prediction.rank() == 1 ? 0 : 1;
  }

  /** Returns whether the target is class indices, rather than a distribution. */
  static boolean isIndices(Tensor target) {
    return target.dtype().isInteger();
  }

  /** Returns where a class is the target's, as bools of the prediction's shape. */
  static Tensor isLabel(Tensor prediction, Tensor labels) {
    int axis = classAxis(prediction);
    Shape column = Shape.of(prediction.dim(axis));
    while (column.rank() < prediction.rank() - axis) {
      column = column.insert(column.rank(), 1);
    }
    Tensor classes = Tensors.arange(prediction.dim(axis), labels.dtype()).reshape(column);
    return labels.unsqueeze(axis).eq(classes);
  }

  @Override
  default Optional<Signature> signature() {
    return Optional.of(
        Signature.of("N C ...", predictionDomain(), "N ...", Domain.CLASS_INDEX, "N ..."));
  }

  @Override
  default void check(Tensor prediction, Tensor target) {
    String name = Losses.name(this);
    if (!prediction.dtype().isFloating()
        || prediction.rank() == 0
        || prediction.dim(classAxis(prediction)) == 0) {
      throw new ThalwegException(
          "%s: the prediction is %s, should be float32 or float64 of shape [N, C, ...] with C classes, 1 or more"
              .formatted(name, prediction.spec()));
    }
    Shape indices = prediction.shape().without(classAxis(prediction));
    if (!target.shape().equals(isIndices(target) ? indices : prediction.shape())) {
      throw new ThalwegException(
          "%s: the prediction is %s, so the target is class indices of shape %s or a distribution of shape %s, was %s"
              .formatted(name, prediction.spec(), indices, prediction.shape(), target.spec()));
    }
    if (!isIndices(target) && target.dtype() != prediction.dtype()) {
      throw new ThalwegException(
          "%s: the prediction is %s, the target is %s; convert one with to(DType)"
              .formatted(name, prediction.spec(), target.spec()));
    }
  }

  @Override
  default Tensor adapt(Tensor prediction, Tensor target) {
    if (!isIndices(target)) {
      return Domain.PROBABILITY.guard(target, Losses.name(this) + ": the target");
    }
    long classes = prediction.dim(classAxis(prediction));
    return target.guard(
        target.ge(0).and(target.lt((double) classes)),
        Losses.name(this)
            + ": the label {value} at {at} is not one of the "
            + classes
            + " classes 0 to "
            + (classes - 1),
        target);
  }

  @Override
  default Tensor neutralPrediction(Tensor prediction, Tensor mask) {
    return predictionDomain().neutralize(prediction, acrossClasses(prediction, mask));
  }

  @Override
  default Tensor neutralTarget(Tensor target, Tensor mask) {
    Tensor counted =
        isIndices(target) ? Losses.extend(this, mask, target.shape()) : acrossClasses(target, mask);
    return Tensors.where(counted, target, 0);
  }

  /** Returns a mask of values repeated along the axis of the classes. */
  private Tensor acrossClasses(Tensor tensor, Tensor mask) {
    int axis = classAxis(tensor);
    return Losses.extend(this, mask, tensor.shape().without(axis))
        .unsqueeze(axis)
        .broadcastTo(tensor.shape());
  }
}
