package org.thalweg.loss.adaptation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.None;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/** What is special about losses for adaptation. */
class AdaptationTest {
  private static Tensor matrix(int rows, int columns, double... values) {
    return Tensor.of(Shape.of(rows, columns), DType.FLOAT64, values);
  }

  @Test
  void reversalKeepsValuesAndTurnsGradients() {
    Tensor x = Tensor.of(1.5, -0.25, 1e30, 0);
    assertArrayEquals(x.toDoubleArray(), GradientReversal.reverse(x, 0.3).toDoubleArray(), 0);
    Tensor slope =
        Grad.grad((Tensor t) -> GradientReversal.reverse(t, 0.3).square().sum()).apply(x);
    assertArrayEquals(new double[] {-0.9, 0.15, -0.6e30, 0}, slope.toDoubleArray(), 1e15);
    Tensor strength = GradientReversal.rampUp(Tensor.scalar(0.5, DType.FLOAT64));
    assertEquals(2 / (1 + Math.exp(-5)) - 1, strength.item(), 1e-15);
    Tensor ramped = Grad.grad((Tensor t) -> GradientReversal.reverse(t, strength).sum()).apply(x);
    assertEquals(-strength.item(), ramped.item(0), 1e-15);
  }

  /** The mean divides by the whole batch, or by the confident alone: a known trap. */
  @Test
  void denominatorsOfPseudoLabels() {
    Tensor teacher = matrix(3, 2, 9, 0, 0.1, 0, 0, 9);
    Views views = new Views(matrix(3, 2, 1, 0, 5, 0, 1, 0), teacher);
    double sum = Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(1));
    None none = new None();
    assertEquals(sum / 3, Losses.mean(new PseudoLabel(), views, none).item(), 1e-12);
    assertEquals(sum / 2, Losses.mean(new PseudoLabel(0.95, true), views, none).item(), 1e-12);
    Views unsure = new Views(views.student(), teacher.mul(0).eval());
    assertEquals(0, Losses.mean(new PseudoLabel(0.95, true), unsure, none).item(), 0);
  }

  @Test
  void teachersGetNoGradient() {
    Views views = new Views(matrix(1, 2, 1, 0), matrix(1, 2, 3, 0));
    Views slope =
        Grad.grad((Views v) -> Losses.mean(new Consistency(), v, new None())).apply(views);
    assertEquals(0, slope.teacher().abs().max().item(), 0);
    Views both =
        Grad.grad((Views v) ->
                Losses.mean(new Consistency(Consistency.Distance.SQUARES, 1, false), v, new None()))
            .apply(views);
    assertEquals(0, both.teacher().add(both.student().mul(0)).sum().item(), 1e-15);
    assertEquals(true, both.teacher().abs().max().item() > 0.01);
  }

  @Test
  void thresholdsFollowConfidence() {
    AdaptiveThresholds thresholds = new AdaptiveThresholds(0.9);
    AdaptiveThresholds.State state = thresholds.init(2, DType.FLOAT64);
    assertArrayEquals(new double[] {0.5, 0.5}, thresholds.thresholds(state).toDoubleArray(), 1e-15);
    Tensor teacher = matrix(2, 2, Math.log(3), 0, Math.log(9), 0); // shares 0.75, 0.25; 0.9, 0.1
    state = thresholds.next(state, teacher);
    double confidence = 0.9 * 0.5 + 0.1 * 0.825;
    double first = 0.9 * 0.5 + 0.1 * 0.825;
    double second = 0.9 * 0.5 + 0.1 * 0.175;
    assertArrayEquals(
        new double[] {confidence, second / first * confidence},
        thresholds.thresholds(state).toDoubleArray(),
        1e-12);
  }

  @Test
  void sharpenedAssignments() {
    Tensor q = matrix(3, 2, 0.9, 0.1, 0.6, 0.4, 0.3, 0.7);
    double[] sizes = {1.8, 1.2};
    double[] expected = new double[6];
    for (int i = 0; i < 3; i++) {
      double a = q.item(i, 0) * q.item(i, 0) / sizes[0];
      double b = q.item(i, 1) * q.item(i, 1) / sizes[1];
      expected[2 * i] = a / (a + b);
      expected[2 * i + 1] = b / (a + b);
    }
    assertArrayEquals(expected, DecClustering.sharpen(q).toDoubleArray(), 1e-12);
  }

  /** The exact minimum is at the share of nu: the radius of the soft boundary is a quantile. */
  @Test
  void theSoftBoundaryLeavesItsShareOutside() {
    Tensor embedding = matrix(10, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    Tensor center = Tensor.of(0.0);
    double[] costs = new double[12];
    for (int radius = 0; radius < 12; radius++) {
      SoftBoundarySvdd.Ball ball =
          new SoftBoundarySvdd.Ball(embedding, center, Tensor.scalar(radius, DType.FLOAT64));
      costs[radius] = Losses.mean(new SoftBoundarySvdd(0.25), ball, new None()).item();
    }
    int best = 0;
    for (int i = 1; i < costs.length; i++) {
      best = costs[i] < costs[best] ? i : best;
    }
    assertEquals(8, best);
  }

  @Test
  void domainsOfTooFewCostNothing() {
    Tensor x = matrix(3, 2, 1, 2, 3, 4, 5, 6);
    Tensor flags = Tensor.of(false, false, true);
    for (var loss : java.util.List.of(new Mmd(), new DeepCoral())) {
      assertEquals(0, Losses.mean(loss, x, flags).item(), 0);
      Tensor slope = Grad.grad((Tensor t) -> Losses.mean(loss, t, flags)).apply(x);
      assertEquals(0, slope.abs().max().item(), 0);
    }
  }

  @Test
  void badInput() {
    assertEquals(
        "mixup: first 3 at row 1 is not from 0 to 1",
        assertThrows(
                ThalwegException.class,
                () ->
                    Losses.mean(
                            new MixUp(new CrossEntropy(0)),
                            matrix(2, 2, 0, 0, 0, 0),
                            new MixUp.Mixed(Tensor.of(0, 3), Tensor.of(0, 1), Tensor.of(0.5, 0.5)))
                        .item())
            .getMessage());
    assertEquals(
        "power must be 1 or more, was 0.5",
        assertThrows(ThalwegException.class, () -> new Wasserstein(0.5)).getMessage());
    assertEquals(
        "bandwidths must be positive and finite, was 0.0",
        assertThrows(ThalwegException.class, () -> new Mmd(java.util.List.of(1.0, 0.0), true))
            .getMessage());
  }
}
