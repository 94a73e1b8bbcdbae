package org.thalweg.api.loss;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss whose examples depend on each other, such as contrasts within a batch. Examples are along
 * the axis N of its {@link LossCard#shape()}; it gives a value for each, or one for the batch.
 *
 * <p>Examples that do not count are still there, as neutral members of their domains; the formula
 * leaves them out. A weight scales the value of an example; where there is one value for the batch,
 * weights other than 0 have no meaning and are refused.
 *
 * @param <P> the prediction: a tensor, or a record of tensors
 * @param <T> the target: a tensor, or a record of tensors
 */
public interface BatchLoss<P, T> extends Loss<P, T> {
  /**
   * Returns the values of the examples, or the value of the batch.
   *
   * @param prediction what the model gives
   * @param target what it should give
   * @param counted bools of shape [N], true for examples that count
   */
  Tensor loss(P prediction, T target, Tensor counted);

  /**
   * Returns which of the examples that count have a value: all, but for losses that need a partner
   * among the others, say.
   *
   * @param prediction what the model gives
   * @param target what it should give
   * @param counted bools of shape [N], true for examples that count
   */
  default Tensor counts(P prediction, T target, Tensor counted) {
    return counted;
  }

  @Override
  default Tensor loss(P prediction, T target) {
    return loss(prediction, target, Tensor.full(examples(prediction, target), DType.BOOL, 1));
  }

  /** Returns the shape [N] of a batch. */
  default Shape examples(P prediction, T target) {
    String name = Losses.name(this);
    return signature()
        .map(signature -> signature.extents(name, prediction, target).get("N"))
        .map(Shape::of)
        .orElseThrow(() ->
            new ThalwegException("%s: its card needs a shape with an axis N".formatted(name)));
  }
}
