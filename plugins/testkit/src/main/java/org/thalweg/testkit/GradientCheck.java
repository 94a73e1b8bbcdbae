package org.thalweg.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

/**
 * Compares derivatives with central differences in random directions, in float64.
 *
 * <p>For a function f, a point x, a random direction v and random weights w of f's values, the
 * derivative of s(x) = sum(w f(x)) along v is worked out four times: by differences of s, as the
 * product of v and the gradient (reverse mode), as the sum of w and the derivative of f along v
 * (forward mode), and each element of the latter by differences of f. For second derivatives the
 * same is done with the gradient of s in place of f: differences of gradients, {@link Grad#hvp},
 * and forward mode over reverse mode.
 *
 * <p>Differences are taken at two distances and extrapolated (Richardson), which leaves an error of
 * the order of the fourth power of the distance. The point must not lie near a kink.
 *
 * @param seed chooses directions and weights
 * @param directions number of random directions
 * @param distance length of the larger step
 * @param tolerance the most by which derivatives may differ, relative to the largest of them
 * @param second whether second derivatives are checked
 */
public record GradientCheck(
    long seed, int directions, double distance, double tolerance, boolean second) {

  /** Returns the check to begin with: three directions, 1e-6, second derivatives too. */
  public static GradientCheck standard() {
    return new GradientCheck(1, 3, 1e-3, 1e-6, true);
  }

  /** Returns this without second derivatives. */
  public GradientCheck firstOrder() {
    return new GradientCheck(seed, directions, distance, tolerance, false);
  }

  /** Returns this with another tolerance. */
  public GradientCheck tolerance(double other) {
    return new GradientCheck(seed, directions, distance, other, second);
  }

  /**
   * Checks the derivatives of a function at a point.
   *
   * @param function a function of trees of tensors
   * @param point a tree whose floats are float64; leaves of other types stay as they are
   * @throws AssertionError if derivatives differ
   */
  public <P> void check(Function<P, Tensor> function, P point) {
    Random random = new Random(seed);
    Tensor weights = gaussian(random, function.apply(point).shape());
    Function<P, Tensor> scalar = x -> function.apply(x).mul(weights).sum();
    Function<P, Tensor> gradient = x -> flat(Tree.leaves(Grad.grad(scalar).apply(x)));
    Compiled<P, Tensor> values = Compiled.of(function);
    Compiled<P, Tensor> gradients = Compiled.of(gradient);
    for (int i = 0; i < directions; i++) {
      P direction =
          Tree.map(
              point, leaf -> leaf.dtype().isFloating() ? gaussian(random, leaf.shape()) : leaf);
      String place = "direction " + i;

      double[] differences = differences(values, point, direction);
      double[] forward = Grad.jvp(function, point, direction).toDoubleArray();
      close(place + ", forward mode", differences, forward);
      double slope = dot(weights.toDoubleArray(), differences);
      double reverse =
          dot(gradients.apply(point).toDoubleArray(), flat(Tree.leaves(direction)).toDoubleArray());
      double scale = norm(weights.toDoubleArray()) * norm(differences);
      close(place + ", reverse mode", slope, reverse, scale);

      if (second) {
        double[] bends = differences(gradients, point, direction);
        double[] product = flat(Tree.leaves(Grad.hvp(scalar, point, direction))).toDoubleArray();
        close(place + ", Hessian-vector product", bends, product);
        double[] nested = Grad.jvp(gradient, point, direction).toDoubleArray();
        close(place + ", forward over reverse mode", bends, nested);
      }
    }
  }

  private <P> double[] differences(Compiled<P, Tensor> function, P point, P direction) {
    double[] far = difference(function, point, direction, distance);
    double[] near = difference(function, point, direction, distance / 2);
    return IntStream.range(0, far.length).mapToDouble(i -> (4 * near[i] - far[i]) / 3).toArray();
  }

  private static <P> double[] difference(
      Compiled<P, Tensor> function, P point, P direction, double step) {
    double[] ahead = function.apply(moved(point, direction, step)).toDoubleArray();
    double[] behind = function.apply(moved(point, direction, -step)).toDoubleArray();
    return IntStream.range(0, ahead.length)
        .mapToDouble(i -> (ahead[i] - behind[i]) / (2 * step))
        .toArray();
  }

  private static <P> P moved(P point, P direction, double step) {
    return Tree.zip(
        point, direction, (x, v) -> x.dtype().isFloating() ? x.add(v.mul(step)).eval() : x);
  }

  /** Returns the floats of a tree one after another. */
  private static Tensor flat(List<Tensor> leaves) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor leaf : leaves) {
      if (leaf.dtype().isFloating()) {
        parts.add(leaf.reshape(Shape.of(leaf.size())));
      }
    }
    return Tensors.concat(0, parts);
  }

  private static Tensor gaussian(Random random, Shape shape) {
    double[] values = new double[Math.toIntExact(shape.size())];
    Arrays.setAll(values, _ -> random.nextGaussian());
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private void close(String what, double[] expected, double[] actual) {
    double scale = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.max(Math.abs(expected[i]), Math.abs(actual[i])));
    }
    for (int i = 0; i < expected.length; i++) {
      close(what + ", element " + i, expected[i], actual[i], scale);
    }
  }

  private void close(String what, double expected, double actual, double scale) {
    if (!(Math.abs(expected - actual) <= tolerance * Math.max(scale, distance))) {
      throw new AssertionError(
          "%s: differences give %s, the derivative is %s".formatted(what, expected, actual));
    }
  }
}
