package org.thalweg.testkit.loss;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** First and second derivatives are the limits of differences. */
final class DerivativeLaws {
  private static final double STEP = 1e-4;
  private static final double TOLERANCE = 1e-6;
  private static final int DIRECTIONS = 4;

  private DerivativeLaws() {}

  static List<Law> all() {
    return List.of(
        new Law("the gradient is the limit of differences", DerivativeLaws::first),
        new Law("second derivatives are limits of differences", DerivativeLaws::second),
        new Law(
            "at a kink the gradient lies between the slopes of both sides", DerivativeLaws::kinks));
  }

  private static Tensor gaussian(Tensor like, RandomGenerator random) {
    double[] values = new double[Math.toIntExact(like.size())];
    java.util.Arrays.setAll(values, _ -> random.nextGaussian());
    return Tensor.of(like.shape(), like.dtype(), values);
  }

  private static Object step(Object point, Object direction, double length) {
    return Tree.zip(point, direction, (p, d) -> p.add(d.mul(length)).eval());
  }

  private static void first(Subject subject, RandomGenerator random) {
    if (subject.has(Trait.PARTIAL_GRADIENT)) {
      return;
    }
    Sample sample = subject.sample(1 + random.nextInt(4), random);
    Function<Object, Tensor> mean = p -> Losses.mean(subject.loss(), p, sample.target());
    Object gradient = Grad.grad(mean).apply(sample.prediction());
    int compared = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      Object direction = Tree.map(sample.prediction(), leaf -> gaussian(leaf, random).eval());
      double wide = slope(mean, sample.prediction(), direction, STEP);
      double narrow = slope(mean, sample.prediction(), direction, STEP / 2);
      double limit = (4 * narrow - wide) / 3;
      if (Math.abs(wide - narrow) > 1e-4 * Math.max(1, Math.abs(narrow))) {
        continue; // a kink is near
      }
      compared++;
      double reverse = dot(gradient, direction);
      double forward = Grad.jvp(mean, sample.prediction(), direction).item();
      double[] expected = {limit, limit};
      Close.check(
          expected,
          new double[] {reverse, forward},
          TOLERANCE,
          sample + ", slope in reverse and forward mode");
    }
    Close.require(compared > 0, "%s: the loss has a kink in every direction", sample);
  }

  private static double slope(
      Function<Object, Tensor> mean, Object point, Object direction, double step) {
    double up = mean.apply(step(point, direction, step)).item();
    double down = mean.apply(step(point, direction, -step)).item();
    return (up - down) / (2 * step);
  }

  private static double dot(Object left, Object right) {
    return Tree.leaves(Tree.zip(left, right, (a, b) -> a.mul(b).sum())).stream()
        .mapToDouble(Tensor::item)
        .sum();
  }

  private static void second(Subject subject, RandomGenerator random) {
    if (subject.has(Trait.PARTIAL_GRADIENT)) {
      return;
    }
    Sample sample = subject.sample(1 + random.nextInt(4), random);
    Function<Object, Tensor> mean = p -> Losses.mean(subject.loss(), p, sample.target());
    Function<Object, Object> gradient = Grad.grad(mean);
    int compared = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      Object direction = Tree.map(sample.prediction(), leaf -> gaussian(leaf, random).eval());
      double[] wide = curvature(gradient, sample.prediction(), direction, STEP);
      double[] narrow = curvature(gradient, sample.prediction(), direction, STEP / 2);
      double[] limit = new double[wide.length];
      double gap = 0;
      for (int k = 0; k < limit.length; k++) {
        limit[k] = (4 * narrow[k] - wide[k]) / 3;
        gap = Math.max(gap, Math.abs(wide[k] - narrow[k]));
      }
      if (!(gap <= 1e-4 * Math.max(1, Close.scale(narrow)))) {
        continue; // a kink of the gradient is near
      }
      compared++;
      double[] product = flat(Grad.hvp(mean, sample.prediction(), direction));
      Close.check(limit, product, TOLERANCE, sample + ", Hessian-vector product");
    }
    Close.require(compared > 0, "%s: the gradient has a kink in every direction", sample);
  }

  private static double[] curvature(
      Function<Object, Object> gradient, Object point, Object direction, double step) {
    double[] up = flat(gradient.apply(step(point, direction, step)));
    double[] down = flat(gradient.apply(step(point, direction, -step)));
    double[] curvature = new double[up.length];
    java.util.Arrays.setAll(curvature, i -> (up[i] - down[i]) / (2 * step));
    return curvature;
  }

  private static double[] flat(Object tree) {
    return Tree.leaves(tree).stream()
        .flatMapToDouble(leaf -> java.util.Arrays.stream(leaf.toDoubleArray()))
        .toArray();
  }

  /** Looks where element-wise losses have kinks: at the target, and at zero. */
  private static void kinks(Subject subject, RandomGenerator random) {
    if (!subject.is(PointwiseLoss.class) || subject.has(Trait.PARTIAL_GRADIENT)) {
      return;
    }
    Sample sample = subject.sample(6, 0, random);
    Tensor target = (Tensor) sample.target();
    Tensor drawn = (Tensor) sample.prediction();
    for (Tensor point : List.of(target, target.sub(target), target.sub(1), target.add(1))) {
      Tensor at =
          subject.loss().predictionDomain().neutralize(point, inside(subject, point)).eval();
      double[] middle = slopes(subject, at, target);
      double[] left = slopes(subject, at.sub(1e-9).eval(), target);
      double[] right = slopes(subject, at.add(1e-9).eval(), target);
      for (int i = 0; i < middle.length; i++) {
        double slack = 1e-6 * Math.max(1, Math.max(Math.abs(left[i]), Math.abs(right[i])));
        Close.require(
            middle[i] >= Math.min(left[i], right[i]) - slack
                && middle[i] <= Math.max(left[i], right[i]) + slack,
            "at prediction %s, target %s the gradient is %s, beside it %s and %s (drawn %s)",
            at.item(i),
            target.item(i),
            middle[i],
            left[i],
            right[i],
            drawn.spec());
      }
    }
  }

  /** Returns where the neighbourhood of a prediction is in its domain. */
  private static Tensor inside(Subject subject, Tensor point) {
    return switch (subject.loss().predictionDomain()) {
      case POSITIVE, NON_NEGATIVE -> point.gt(1e-3);
      case PROBABILITY, SHARES -> point.gt(1e-3).and(point.lt(1 - 1e-3));
      case ABOVE_MINUS_ONE -> point.gt(-0.99);
      case LOG_PROBABILITY, LOG_SHARES -> point.lt(-1e-3);
      default -> point.isFinite();
    };
  }

  private static double[] slopes(Subject subject, Tensor prediction, Tensor target) {
    return Outcome.of(subject.loss(), prediction, target, Weighting.none(), Reduction.SUM).flat();
  }
}
