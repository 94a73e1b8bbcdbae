package org.thalweg.loss.responsible;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss that calls the model itself, such as on inputs that it changes.
 *
 * <p>Gradients by the model's parameters are taken outside, of a function that makes the call:
 * {@code Grad.grad(p -> Losses.mean(loss, new ModelCall(x -> model(p, x), input), target))}.
 * Weights and masks are those of the examples. Such losses are made in code: a configuration has no
 * functions.
 *
 * @param <T> the target
 */
public interface ModelLoss<T> extends Loss<ModelCall, T> {
  @Override
  default ModelCall neutralPrediction(ModelCall call, Tensor mask) {
    Tensor rows = Losses.extend(this, mask, call.input().shape());
    return call.with(where(rows, call.input(), 0));
  }
}
