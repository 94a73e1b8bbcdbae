package org.thalweg.loss;

import java.util.function.UnaryOperator;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.tensor.Tensor;

/** A loss of a function of the prediction. */
record Composed(Loss<Tensor, Tensor> loss, UnaryOperator<Tensor> function)
    implements Loss<Tensor, Tensor> {
  static Composed after(Loss<Tensor, Tensor> loss, UnaryOperator<Tensor> function) {
    return new Composed(loss, function);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return loss.loss(function.apply(prediction), target);
  }
}
