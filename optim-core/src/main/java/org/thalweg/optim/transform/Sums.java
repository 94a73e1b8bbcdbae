package org.thalweg.optim.transform;

import static org.thalweg.api.tensor.Tensors.where;

import java.util.function.BinaryOperator;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Sums over all parameters, float64 scalars, and numbers of steps. */
final class Sums {
  private Sums() {}

  /** Returns the sum of products. */
  static Tensor dot(Parameters left, Parameters right) {
    return total(left.zip(right, Tensor::mul));
  }

  /** Returns the sum of squares. */
  static Tensor squares(Parameters parameters) {
    return dot(parameters, parameters);
  }

  /** Returns the sum of absolute values. */
  static Tensor absolute(Parameters parameters) {
    return total(parameters.map(Tensor::abs));
  }

  private static Tensor total(Parameters parameters) {
    Tensor nothing = Tensor.scalar(0, DType.FLOAT64);
    return parameters.tensors().values().stream()
        .map(tensor -> tensor.sum().to(DType.FLOAT64))
        .reduce(Tensor::add)
        .orElse(nothing);
  }

  /** Returns a quotient of scalars, 0 where the divisor is 0. */
  static Tensor ratio(Tensor dividend, Tensor divisor) {
    Tensor zero = divisor.eq(0);
    return where(zero, 0, dividend.div(where(zero, 1, divisor)));
  }

  /** Returns the sum of each tensor and another one times a float64 scalar. */
  static Parameters add(Parameters parameters, Parameters others, Tensor factor) {
    return parameters.zip(others, (p, q) -> p.add(q.mul(factor.to(q.dtype()))));
  }

  /** Returns a combination of each tensor with two others of the same name. */
  static Parameters zip(Parameters first, Parameters second, Parameters third, Combine combine) {
    return first.map((name, tensor) -> combine.apply(tensor, second.get(name), third.get(name)));
  }

  /** Combines three tensors. */
  @FunctionalInterface
  interface Combine {
    Tensor apply(Tensor first, Tensor second, Tensor third);
  }

  /** Returns the tensors of the one where a scalar condition holds, else of the other. */
  static BinaryOperator<Tensor> choice(Tensor condition) {
    return (then, otherwise) -> Tensors.where(condition, then, otherwise);
  }

  /** Returns whether a whole float64 scalar is a multiple of a number. */
  static Tensor isMultiple(Tensor number, long base) {
    double of = (double) base;
    return number.sub(number.div(of).floor().mul(of)).eq(0);
  }

  /** Returns whether this step is the first, or one of every so many after it. */
  static Tensor firstOfEvery(long every, Context context) {
    return isMultiple(context.count().sub(1), every);
  }
}
