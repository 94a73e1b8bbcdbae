package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.loss.Numbers.assertClose;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.loss.robust.Huber;

/** Values and gradients at the ends of domains, at kinks, and far out. */
class EdgesTest {
  private static final double FLOOR = 1e-12f;

  private static Outcome each(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    return Outcome.of(loss, prediction, target, Weighting.none(), Reduction.NONE);
  }

  /** Requires the numbers themselves; zero has no sign. */
  private static void assertExact(double[] actual, double... expected) {
    assertClose(expected, actual, 0, "exactly");
  }

  private static Tensor tensor(DType dtype, double... values) {
    return Tensor.of(Shape.of(values.length), dtype, values);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void bceAtTheEnds(DType dtype) {
    Outcome ends =
        each(new Bce(), tensor(dtype, 0, 0, 1, 1, 0, 1), tensor(dtype, 0, 1, 0, 1, 0.5, 0.5));
    assertExact(ends.value(), 0, 100, 100, 0, 50, 50);
    double steep = 1 / FLOOR;
    double[] slopes = {1, -steep, steep, -1, 0.5 - steep / 2, steep / 2 - 0.5};
    assertClose(slopes, ends.gradient(), 1e-6, "gradient");
  }

  @Test
  void bceNearTheEnds() {
    double least = Math.exp(-99);
    Outcome near = each(new Bce(), Tensor.of(least, 1e-300, 1e-13, 1e-11), Tensor.of(1.0, 1, 1, 1));
    double[] values = {99, 100, -Math.log(1e-13), -Math.log(1e-11)};
    assertClose(values, near.value(), 1e-12, "value");
    double[] slopes = {-1 / FLOOR, -1 / FLOOR, -1 / FLOOR, -1e11};
    assertClose(slopes, near.gradient(), 1e-12, "gradient");
    Outcome right = each(new Bce(), Tensor.of(least, 1e-13), Tensor.of(0.0, 0));
    assertClose(new double[] {1, 1}, right.gradient(), 1e-12, "gradient of what is right");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void smallLossesOfLogitsKeepTheirDigits(DType dtype) {
    Outcome sure =
        each(new BceLogits(1), tensor(dtype, -40, 40, -80, 80), tensor(dtype, 0, 1, 0, 1));
    double[] values = {Math.exp(-40), Math.exp(-40), Math.exp(-80), Math.exp(-80)};
    double tolerance = dtype == DType.FLOAT32 ? 1e-6 : 1e-14;
    assertClose(values, sure.value(), tolerance, "value");
    double[] slopes = {values[0], -values[1], values[2], -values[3]};
    assertClose(slopes, sure.gradient(), tolerance, "gradient");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void farOutNothingOverflows(DType dtype) {
    double[] far = {-1e20, 1e20, -1e3, 1e3, -0.0, 0, 1e-40, -1e-40};
    Tensor scores = tensor(dtype, far);
    for (double label : new double[] {0, 1}) {
      Tensor labels = Tensor.full(scores.shape(), dtype, label);
      finite(each(new BceLogits(1), scores, labels), "bce-logits");
      finite(each(new Hinge(), scores, labels.mul(2).sub(1)), "hinge");
      finite(each(new Huber(1), scores, labels), "huber");
      finite(each(new Mae(), scores, labels), "mae");
    }
    Tensor rows = scores.reshape(2, 4);
    for (double smoothing : new double[] {0, 0.1}) {
      finite(each(new CrossEntropy(smoothing), rows, Tensor.of(0, 3)), "cross-entropy");
      finite(
          each(new CrossEntropy(smoothing), rows, Tensor.full(rows.shape(), dtype, 0.25)),
          "cross-entropy");
    }
  }

  private static void finite(Outcome outcome, String what) {
    assertTrue(Arrays.stream(outcome.value()).allMatch(v -> Double.isFinite(v) && v >= 0), what);
    assertTrue(Arrays.stream(outcome.gradient()).allMatch(Double::isFinite), what);
  }

  @Test
  void kinksHaveAGradientOfZero() {
    assertExact(each(new Mae(), Tensor.of(2.0), Tensor.of(2.0)).gradient(), 0);
    Outcome hinge = each(new Hinge(), Tensor.of(1.0, -1), Tensor.of(1.0, -1));
    assertExact(hinge.value(), 0, 0);
    assertExact(hinge.gradient(), 0, 0);
  }

  @Test
  void bceOfLogitsHasNoKinkAtZero() {
    Outcome zero = each(new BceLogits(1), Tensor.of(0.0, 0, -0.0), Tensor.of(0.0, 1, 0.5));
    assertClose(new double[] {Math.log(2), Math.log(2), Math.log(2)}, zero.value(), 1e-15, "value");
    assertExact(zero.gradient(), 0.5, -0.5, 0);
  }

  @Test
  void rmseOfAPerfectFitHasAGradientOfZero() {
    Tensor x = Tensor.of(1.5, -2);
    Outcome perfect = Outcome.of(new Rmse(), x, x);
    assertEquals(0, perfect.only());
    assertExact(perfect.gradient(), 0, 0);
  }

  @Test
  void sharesOfZeroAddNothing() {
    double least = Double.NEGATIVE_INFINITY;
    Tensor logs = Tensor.of(Shape.of(1, 3), DType.FLOAT64, Math.log(0.5), Math.log(0.5), least);
    Tensor shares = Tensor.of(Shape.of(1, 3), DType.FLOAT64, 1, 0, 0);
    Outcome plain = each(new KlDivergence(false), logs, shares);
    assertClose(new double[] {Math.log(2)}, plain.value(), 1e-15, "value");
    assertExact(plain.gradient(), -1, 0, 0);
    Outcome ofLogs = each(new KlDivergence(true), logs, shares.log().eval());
    assertExact(ofLogs.value(), plain.value());
    assertExact(ofLogs.gradient(), plain.gradient());
    double[] ofTarget =
        Grad.<Tensor>grad(t -> new KlDivergence(false).loss(logs, t).sum())
            .apply(shares)
            .toDoubleArray();
    assertTrue(Arrays.stream(ofTarget).allMatch(Double::isFinite), Arrays.toString(ofTarget));
  }

  @Test
  void aClassThatIsRuledOutAddsNothing() {
    double out = Double.NEGATIVE_INFINITY;
    Tensor logits = Tensor.of(Shape.of(1, 3), DType.FLOAT64, 0.5, out, 1.5);
    Tensor shares = Tensor.of(Shape.of(1, 3), DType.FLOAT64, 0.25, 0, 0.75);
    Outcome outcome = each(new CrossEntropy(0), logits, shares);
    Tensor others = Tensor.of(Shape.of(1, 2), DType.FLOAT64, 0.5, 1.5);
    Tensor otherShares = Tensor.of(Shape.of(1, 2), DType.FLOAT64, 0.25, 0.75);
    Outcome expected = each(new CrossEntropy(0), others, otherShares);
    assertExact(outcome.value(), expected.value());
    assertExact(outcome.gradient(), expected.gradient()[0], 0, expected.gradient()[1]);
  }
}
