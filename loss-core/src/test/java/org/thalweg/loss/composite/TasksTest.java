package org.thalweg.loss.composite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.WeightedSum;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.robust.Huber;

/** How tasks are weighed, against slow definitions. */
class TasksTest {
  private final RandomGenerator random = new java.util.SplittableRandom(17);

  /** Parameters that tasks share. */
  record Shared(Tensor weight, Tensor bias) {}

  private Tensor random(long... extents) {
    Shape shape = Shape.of(extents);
    double[] values = new double[Math.toIntExact(shape.size())];
    java.util.Arrays.setAll(values, _ -> random.nextGaussian());
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  private TaskGradients<Shared> tasks(int count) {
    Tensor x = random(5, 3);
    Tensor y = random(count, 5);
    Shared shared = new Shared(random(3), random(1));
    return TaskGradients.of(
        s -> {
          Tensor prediction = x.matmul(s.weight().unsqueeze(-1)).squeeze(1).add(s.bias());
          return prediction.unsqueeze(0).sub(y).square().mean(1);
        },
        shared);
  }

  private static double[] flat(Shared shared) {
    return Tensors.concat(0, shared.weight(), shared.bias()).toDoubleArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void gradientsProductsAndNorms() {
    TaskGradients<Shared> tasks = tasks(3);
    double[][] products = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        products[i][j] = dot(flat(tasks.gradients().get(i)), flat(tasks.gradients().get(j)));
        assertEquals(products[i][j], tasks.products().item(i, j), 1e-12);
      }
      assertEquals(Math.sqrt(products[i][i]), tasks.norms().item(i), 1e-12);
    }
    double[] sum = flat(tasks.combine(Tensor.of(1.0, 2, -1)));
    for (int k = 0; k < sum.length; k++) {
      double expected =
          flat(tasks.gradients().get(0))[k]
              + 2 * flat(tasks.gradients().get(1))[k]
              - flat(tasks.gradients().get(2))[k];
      assertEquals(expected, sum[k], 1e-12);
    }
  }

  /** The paper's loop over vectors, in the order that is drawn. */
  @Test
  void pcgradIsTheLoopOfThePaper() {
    for (int seed = 0; seed < 5; seed++) {
      int count = 4;
      TaskGradients<Shared> tasks = tasks(count);
      Tensor key = Randoms.key(seed);
      long[] order =
          Randoms.uniform(key, Shape.of(count, count), DType.FLOAT64)
              .argsort(1, false)
              .toLongArray();
      double[] sum = new double[4];
      for (int i = 0; i < count; i++) {
        double[] own = flat(tasks.gradients().get(i)).clone();
        for (int step = 0; step < count; step++) {
          int j = (int) order[i * count + step];
          double[] other = flat(tasks.gradients().get(j));
          double inner = dot(own, other);
          if (j != i && inner < 0) {
            for (int k = 0; k < own.length; k++) {
              own[k] -= inner / dot(other, other) * other[k];
            }
          }
        }
        for (int k = 0; k < own.length; k++) {
          sum[k] += own[k];
        }
      }
      Shared combined = tasks.combine(Pcgrad.weights(tasks.products(), key));
      assertArrayEquals(sum, flat(combined), 1e-10);
    }
  }

  @Test
  void gradientsWithoutConflictAreJustAdded() {
    Tensor products = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 1, 0.5, 0.5, 2);
    assertArrayEquals(
        new double[] {1, 1}, Pcgrad.weights(products, Randoms.key(0)).toDoubleArray(), 0);
    Tensor zero = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 1, 0, 0, 0);
    assertArrayEquals(new double[] {1, 1}, Pcgrad.weights(zero, Randoms.key(0)).toDoubleArray(), 0);
  }

  /** No point of a fine grid over the simplex is shorter. */
  @Test
  void mgdaFindsTheShortestMean() {
    for (int trial = 0; trial < 4; trial++) {
      Tensor products = tasks(3).products().eval();
      double[] weights = new Mgda(2000).weights(products).toDoubleArray();
      assertEquals(1, weights[0] + weights[1] + weights[2], 1e-12);
      double found = length(products, weights);
      double best = Double.POSITIVE_INFINITY;
      for (int a = 0; a <= 200; a++) {
        for (int b = 0; a + b <= 200; b++) {
          double[] grid = {a / 200.0, b / 200.0, (200 - a - b) / 200.0};
          best = Math.min(best, length(products, grid));
        }
      }
      assertTrue(found <= best + 1e-4 * Math.max(1, best), found + " above " + best);
    }
    Tensor opposed = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 4, -2, -2, 1);
    assertArrayEquals(
        new double[] {1 / 3.0, 2 / 3.0}, new Mgda(1).weights(opposed).toDoubleArray(), 1e-12);
  }

  private static double length(Tensor products, double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        sum += weights[i] * weights[j] * products.item(i, j);
      }
    }
    return sum;
  }

  /** A step down the loss of the paper, differentiated with its target taken as given. */
  @Test
  void gradNormTakesAStepDownItsLoss() {
    GradNorm weighting = new GradNorm(1.5, 0.1);
    GradNorm.State state = weighting.init(Tensor.of(1.0, 2, 4));
    state = new GradNorm.State(Tensor.of(0.5, 1.5, 1), state.first());
    Tensor losses = Tensor.of(0.5, 1.9, 1);
    Tensor norms = Tensor.of(2.0, 0.5, 3);
    Tensor progress = losses.div(state.first());
    Tensor rate = progress.div(progress.mean()).pow(1.5);
    Tensor target = state.weights().mul(norms).mean().mul(rate).eval();
    Tensor slope =
        Grad.grad((Tensor w) -> w.mul(norms).sub(target).abs().sum()).apply(state.weights());
    Tensor moved = state.weights().sub(slope.mul(0.1)).eval();
    double[] expected = moved.mul(3 / moved.sum().item()).toDoubleArray();
    assertArrayEquals(
        expected, weighting.next(state, losses, norms).weights().toDoubleArray(), 1e-12);
  }

  @Test
  void dynamicWeightsAverageRatios() {
    DynamicWeightAverage average = new DynamicWeightAverage();
    DynamicWeightAverage.State state = average.init(2, DType.FLOAT64);
    assertArrayEquals(new double[] {1, 1}, average.weights(state).toDoubleArray(), 0);
    state = average.next(state, Tensor.of(4.0, 1));
    assertArrayEquals(new double[] {1, 1}, average.weights(state).toDoubleArray(), 0);
    state = average.next(state, Tensor.of(1.0, 0.9));
    double a = Math.exp(0.25 / 2);
    double b = Math.exp(0.9 / 2);
    assertArrayEquals(
        new double[] {2 * a / (a + b), 2 * b / (a + b)},
        average.weights(state).toDoubleArray(),
        1e-12);
  }

  @Test
  void randomWeightsSumToOne() {
    Tensor weights = RandomWeights.draw(Randoms.key(1), 5, DType.FLOAT64);
    assertEquals(1, weights.sum().item(), 1e-12);
    assertTrue(weights.min().item() > 0);
  }

  /** Values, factors and norms of all terms come with the gradient of their sum. */
  @Test
  void reportsOfTerms() {
    WeightedSum<Tensor, Tensor> loss =
        new Mse().weighted(0.3).plus(new Mae()).plus(new Huber(0.5).weighted(2)).plus(new Mse());
    Tensor p = random(4, 2);
    Tensor t = random(4, 2);
    Weighting weighting = Weighting.none().weight(Tensor.of(1.0, 0, 2, 0.5));
    TermReport.WithGradient<Tensor> both =
        TermReport.of(loss, x -> x, p, t, weighting, Reduction.MEAN);
    TermReport report = both.report();
    assertEquals(List.of("mse", "mae", "huber", "mse-2"), report.names());
    ValueAndGrad<Tensor> whole =
        Grad.valueAndGrad((Tensor x) ->
                Losses.reduce(loss, x, t, weighting, Reduction.MEAN, EmptyPolicy.ZERO))
            .apply(p);
    assertEquals(whole.value().item(), report.total().item(), 1e-14);
    assertArrayEquals(whole.gradient().toDoubleArray(), both.gradient().toDoubleArray(), 1e-14);
    Tensor mae =
        Grad.grad((Tensor x) ->
                Losses.reduce(new Mae(), x, t, weighting, Reduction.MEAN, EmptyPolicy.ZERO))
            .apply(p);
    assertEquals(mae.norm().item(), report.gradientNorms().item(1), 1e-14);
    assertArrayEquals(new double[] {0.3, 1, 2, 1}, report.factors().toDoubleArray(), 0);
  }

  /** The best logarithm of a variance is that of the loss: Kendall's weight is its inverse. */
  @Test
  void uncertaintyIsBestAtTheLoss() {
    Tensor losses = Tensor.of(Shape.of(1, 2), DType.FLOAT64, 0.25, 9);
    Tensor logs = Tensor.of(Math.log(0.25), Math.log(9));
    TaskLosses slope =
        Grad.grad((TaskLosses tasks) ->
                Losses.mean(
                    new UncertaintyWeighting(false), tasks, new org.thalweg.api.loss.None()))
            .apply(new TaskLosses(losses, logs));
    assertArrayEquals(new double[2], slope.logVariances().toDoubleArray(), 1e-15);
  }
}
