package org.thalweg.engine.reference.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.testkit.GradientCheck;

/** Derivatives of random compositions, whose values are used several times and broadcast. */
class RandomFunctionsTest {
  private static final int FUNCTIONS = 300;

  /** Smooth everywhere, with values and slopes of moderate size for moderate arguments. */
  private static final List<UnaryOperator<Tensor>> SMOOTH =
      List.of(
          Tensor::neg,
          Tensor::sin,
          Tensor::cos,
          Tensor::tanh,
          Tensor::atan,
          Tensor::sigmoid,
          Tensor::softplus,
          Tensor::erf,
          x -> x.tanh().exp(),
          x -> x.sin().expm1(),
          x -> x.square().add(1).log(),
          x -> x.square().add(0.5).sqrt(),
          x -> x.square().add(1).reciprocal(),
          x -> x.sigmoid().add(0.5).lgamma(),
          x -> x.sigmoid().add(1).digamma(),
          x -> x.sigmoid().add(0.5).pow(2.5),
          x -> x.mul(0.5).square(),
          x -> x.sub(0.3).mul(1.5));

  /** One step: a function of all values so far. */
  private record Step(Function<List<Tensor>, Tensor> function) {}

  /** A function that is being put together, and its values at the point. */
  private static final class Draft {
    final Random random;
    final List<Step> steps = new ArrayList<>();
    final List<Tensor> values = new ArrayList<>();

    Draft(long seed) {
      random = new Random(seed);
    }

    int any() {
      return random.nextInt(values.size());
    }

    /** Takes a step if its values at the point are of moderate size. */
    void offer(Function<List<Tensor>, Tensor> function) {
      Tensor value = function.apply(values).eval();
      double[] numbers = value.toDoubleArray();
      if (numbers.length <= 60 && Arrays.stream(numbers).allMatch(x -> Math.abs(x) < 6)) {
        steps.add(new Step(function));
        values.add(value);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> derivativesAreThoseOfDifferences() {
    return IntStream.range(0, FUNCTIONS)
        .mapToObj(seed -> DynamicTest.dynamicTest("function " + seed, () -> check(seed)));
  }

  private static void check(long seed) {
    Draft draft = new Draft(seed);
    List<Tensor> point = new ArrayList<>();
    int arguments = 1 + draft.random.nextInt(3);
    for (int i = 0; i < arguments; i++) {
      point.add(Case.between(draft.random, -1.5, 1.5, shape(draft.random)));
    }
    draft.values.addAll(point);
    while (draft.steps.size() < 8) {
      step(draft);
    }
    Function<List<Tensor>, Tensor> function =
        x -> {
          List<Tensor> values = new ArrayList<>(x);
          draft.steps.forEach(each -> values.add(each.function.apply(values)));
          // all values reach the result, so that each rule is seen
          return Tensors.concat(
              0, values.stream().map(value -> value.reshape(Shape.of(value.size()))).toList());
        };
    GradientCheck.standard().check(function, point);
  }

  private static long[] shape(Random random) {
    long[][] shapes = {{}, {1}, {3}, {4, 3}, {1, 3}, {4, 1}, {2, 4, 3}, {2, 1, 3}, {5}};
    return shapes[random.nextInt(shapes.length)];
  }

  private static void step(Draft draft) {
    int a = draft.any();
    int b = draft.any();
    Tensor x = draft.values.get(a);
    Tensor y = draft.values.get(b);
    switch (draft.random.nextInt(8)) {
      case 0, 1 -> {
        UnaryOperator<Tensor> smooth = SMOOTH.get(draft.random.nextInt(SMOOTH.size()));
        draft.offer(v -> smooth.apply(v.get(a)));
      }
      case 2, 3 -> {
        if (x.shape().broadcastsTo(y.shape()) || y.shape().broadcastsTo(x.shape())) {
          pair(draft, a, b);
        }
      }
      case 4 -> {
        if (x.rank() > 0) {
          fold(draft, a, draft.random.nextInt(x.rank()));
        }
      }
      case 5 -> {
        if (x.rank() > 0) {
          move(draft, a, draft.random.nextInt(x.rank()));
        }
      }
      case 6 -> {
        if (x.rank() == 2 && y.rank() == 2 && x.dim(1) == y.dim(1)) {
          draft.offer(v -> v.get(a).matmul(v.get(b).t()).mul(0.5));
        }
      }
      default -> kinked(draft, a);
    }
  }

  private static void pair(Draft draft, int a, int b) {
    switch (draft.random.nextInt(6)) {
      case 0 -> draft.offer(v -> v.get(a).add(v.get(b)));
      case 1 -> draft.offer(v -> v.get(a).sub(v.get(b)));
      case 2 -> draft.offer(v -> v.get(a).mul(v.get(b)));
      case 3 -> draft.offer(v -> v.get(a).div(v.get(b).square().add(1)));
      case 4 -> draft.offer(v -> v.get(a).sigmoid().add(0.5).pow(v.get(b)));
      default -> draft.offer(v -> v.get(a).atan2(v.get(b).square().add(0.5)));
    }
  }

  private static void fold(Draft draft, int a, int axis) {
    switch (draft.random.nextInt(7)) {
      case 0 -> draft.offer(v -> v.get(a).sum(axis));
      case 1 -> draft.offer(v -> v.get(a).meanKeep(axis));
      case 2 -> draft.offer(v -> v.get(a).softmax(axis));
      case 3 -> draft.offer(v -> v.get(a).logSumExp(axis));
      case 4 -> draft.offer(v -> v.get(a).cumsum(axis));
      case 5 -> draft.offer(v -> v.get(a).prod(axis));
      default -> draft.offer(v -> v.get(a).square().add(0.1).sumKeep(axis).sqrt());
    }
  }

  private static void move(Draft draft, int a, int axis) {
    long extent = draft.values.get(a).dim(axis);
    switch (draft.random.nextInt(6)) {
      case 0 -> draft.offer(v -> v.get(a).flip(axis));
      case 1 -> draft.offer(v -> v.get(a).slice(axis, 0, extent, 2));
      case 2 -> draft.offer(v -> v.get(a).pad(axis, 1, 2, 0.5));
      case 3 -> draft.offer(v -> Tensors.concat(axis, v.get(a), v.get(a).sin()));
      case 4 -> {
        Tensor picks = Case.indices(draft.random, 0, (int) extent, 3);
        draft.offer(v -> v.get(a).take(picks, axis));
      }
      default -> draft.offer(v -> v.get(a).transpose(0, -1));
    }
  }

  /** Functions with kinks, if the point is far from all of them. */
  private static void kinked(Draft draft, int a) {
    double[] sorted = draft.values.get(a).toDoubleArray();
    Arrays.sort(sorted);
    double gap = Arrays.stream(sorted).map(Math::abs).min().orElse(0);
    for (int i = 1; i < sorted.length; i++) {
      gap = Math.min(gap, sorted[i] - sorted[i - 1]);
    }
    // the largest step moves a value by some hundredths
    if (gap < 0.05) {
      return;
    }
    switch (draft.random.nextInt(5)) {
      case 0 -> draft.offer(v -> v.get(a).abs());
      case 1 -> draft.offer(v -> v.get(a).relu());
      case 2 -> draft.offer(v -> v.get(a).max());
      case 3 -> draft.offer(v -> v.get(a).maximum(0));
      default -> draft.offer(v -> Tensors.where(v.get(a).gt(0), v.get(a).square(), v.get(a).sin()));
    }
  }
}
