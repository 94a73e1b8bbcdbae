package org.thalweg.testkit.loss;

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

/**
 * A reduced loss and the gradient of its sum.
 *
 * @param value the result, or the unreduced values
 * @param gradient the gradient with respect to each tensor of the prediction
 */
record Outcome(double[] value, List<double[]> gradient) {
  static Outcome of(
      Loss<Object, Object> loss, Sample sample, Weighting weighting, Reduction reduction) {
    return of(loss, sample.prediction(), sample.target(), weighting, reduction);
  }

  static Outcome of(
      Loss<Object, Object> loss,
      Object prediction,
      Object target,
      Weighting weighting,
      Reduction reduction) {
    Tensor[] value = new Tensor[1];
    ValueAndGrad<Object> sum =
        Grad.<Object>valueAndGrad(
                p -> {
                  value[0] = Losses.reduce(loss, p, target, weighting, reduction, EmptyPolicy.ZERO);
                  return value[0].sum();
                })
            .apply(prediction);
    List<Tensor> slopes = Tree.leaves(sum.gradient());
    List<Tensor> all = new ArrayList<>(slopes);
    all.add(value[0]);
    Tensor.eval(all.toArray(Tensor[]::new));
    return new Outcome(
        value[0].toDoubleArray(), slopes.stream().map(Tensor::toDoubleArray).toList());
  }

  double only() {
    return value[0];
  }

  /** Returns the gradient as one vector. */
  double[] flat() {
    return gradient.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  Outcome times(double factor) {
    return new Outcome(
        scaled(value, factor), gradient.stream().map(slope -> scaled(slope, factor)).toList());
  }

  private static double[] scaled(double[] values, double factor) {
    return java.util.Arrays.stream(values).map(value -> value * factor).toArray();
  }

  /** Requires another outcome to be close to this one. */
  void check(Outcome actual, double tolerance, String what) {
    Close.check(value, actual.value, tolerance, what + ", value");
    Close.check(flat(), actual.flat(), tolerance, what + ", gradient");
  }
}
