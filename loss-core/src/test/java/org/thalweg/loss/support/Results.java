package org.thalweg.loss.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** What losses give, for tests of families. */
public final class Results {
  private Results() {}

  /** Returns unreduced values. */
  public static <P, T> double[] values(Loss<P, T> loss, P prediction, T target) {
    return Losses.values(loss, prediction, target, Weighting.none()).toDoubleArray();
  }

  /** Returns the gradient of the sum of values with respect to all of the prediction. */
  public static <P, T> double[] gradient(Loss<P, T> loss, P prediction, T target) {
    P gradient =
        Grad.<P>grad(p -> Losses.values(loss, p, target, Weighting.none()).sum()).apply(prediction);
    return Tree.leaves(gradient).stream()
        .flatMapToDouble(leaf -> Arrays.stream(leaf.toDoubleArray()))
        .toArray();
  }

  /** Requires values and gradients to be finite. */
  public static <P, T> void assertFinite(Loss<P, T> loss, P prediction, T target) {
    double[] values = values(loss, prediction, target);
    assertTrue(Arrays.stream(values).allMatch(Double::isFinite), loss + Arrays.toString(values));
    double[] slopes = gradient(loss, prediction, target);
    assertTrue(Arrays.stream(slopes).allMatch(Double::isFinite), loss + Arrays.toString(slopes));
  }

  /** Returns a tensor of float64. */
  public static Tensor tensor(Shape shape, double... values) {
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  /** Returns random numbers, normally distributed. */
  public static Tensor normal(Random random, long... extents) {
    Shape shape = Shape.of(extents);
    return tensor(shape, random.doubles(shape.size()).map(_ -> random.nextGaussian()).toArray());
  }
}
