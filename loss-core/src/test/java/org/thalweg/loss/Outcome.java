package org.thalweg.loss;

import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** A reduced loss and the gradient of its sum with respect to the prediction. */
record Outcome(double[] value, double[] gradient) {
  static Outcome of(
      Loss<Tensor, Tensor> loss,
      Tensor prediction,
      Tensor target,
      Weighting weighting,
      Reduction reduction,
      EmptyPolicy policy) {
    Tensor value = Losses.reduce(loss, prediction, target, weighting, reduction, policy);
    ValueAndGrad<Tensor> sum =
        Grad.<Tensor>valueAndGrad(
                p -> Losses.reduce(loss, p, target, weighting, reduction, policy).sum())
            .apply(prediction);
    Tensor.eval(value, sum.gradient());
    return new Outcome(value.toDoubleArray(), sum.gradient().toDoubleArray());
  }

  static Outcome of(
      Loss<Tensor, Tensor> loss,
      Tensor prediction,
      Tensor target,
      Weighting weighting,
      Reduction reduction) {
    return of(loss, prediction, target, weighting, reduction, EmptyPolicy.ZERO);
  }

  static Outcome of(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    return of(loss, prediction, target, Weighting.none(), Reduction.MEAN);
  }

  double only() {
    return value[0];
  }
}
