package org.thalweg.loss;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** A reduced loss and the gradient of its sum with respect to the prediction. */
record Outcome(double[] value, double[] gradient) {
  static <P, T> Outcome of(
      Loss<P, T> loss,
      P prediction,
      T target,
      Weighting weighting,
      Reduction reduction,
      EmptyPolicy policy) {
    ValueAndGrad<P> sum =
        Grad.<P>valueAndGrad(
                p -> Losses.reduce(loss, p, target, weighting, reduction, policy).sum())
            .apply(prediction);
    Tensor value =
        reduction == Reduction.NONE
            ? Losses.reduce(loss, prediction, target, weighting, reduction, policy)
            : sum.value();
    List<Tensor> slopes = Tree.leaves(sum.gradient());
    List<Tensor> all = new ArrayList<>(slopes);
    all.add(value);
    Tensor.eval(all.toArray(Tensor[]::new));
    double[] gradient =
        slopes.stream().flatMapToDouble(s -> java.util.Arrays.stream(s.toDoubleArray())).toArray();
    return new Outcome(value.toDoubleArray(), gradient);
  }

  static <P, T> Outcome of(
      Loss<P, T> loss, P prediction, T target, Weighting weighting, Reduction reduction) {
    return of(loss, prediction, target, weighting, reduction, EmptyPolicy.ZERO);
  }

  static <P, T> Outcome of(Loss<P, T> loss, P prediction, T target) {
    return of(loss, prediction, target, Weighting.none(), Reduction.MEAN);
  }

  double only() {
    return value[0];
  }
}
