package org.thalweg.loss.robust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.tensor.Tensor;

/** Robust losses at the target, at their seams and far out. */
class RobustTest {
  private static final Tensor ZERO = Tensor.of(0.0);

  private static double value(PointwiseLoss loss, double error) {
    return loss.loss(Tensor.of(error), ZERO).item();
  }

  private static double slope(PointwiseLoss loss, double error) {
    return Grad.<Tensor>grad(p -> loss.loss(p, ZERO).sum()).apply(Tensor.of(error)).item();
  }

  /** Boosting divides by second derivatives, and starts where many errors are exactly zero. */
  @Test
  void theSecondDerivativeAtTheTargetIsOne() {
    for (PointwiseLoss loss :
        List.of(
            new Huber(1),
            new SmoothL1(1),
            new PseudoHuber(1),
            new LogCosh(),
            new Fair(1),
            new Cauchy(1),
            new GemanMcClure(1),
            new Welsch(1),
            new Tukey(4.685),
            new Barron())) {
      double curvature =
          Grad.hvp(p -> loss.loss(p, ZERO).sum(), Tensor.of(0.0), Tensor.of(1.0)).item();
      assertEquals(1, curvature, 1e-14, loss.toString());
    }
  }

  @Test
  void tukeyForgetsWhatIsFarOut() {
    assertEquals(4.685 * 4.685 / 6, value(new Tukey(4.685), 1e20), 1e-14);
    assertEquals(0, slope(new Tukey(4.685), 1e20));
    assertEquals(0, slope(new Tukey(4.685), 4.685));
  }

  @Test
  void welschNearTheSeamOfItsTwoForms() {
    double edge = Math.sqrt(2);
    assertEquals(-Math.expm1(-1), value(new Welsch(1), edge), 1e-15);
    assertEquals(
        slope(new Welsch(1), edge * (1 - 1e-15)), slope(new Welsch(1), edge * (1 + 1e-15)), 1e-14);
  }

  /** In float32 the square of 1e20 is infinite. */
  @Test
  void farOutNothingOverflowsInFloat32() {
    Tensor far = Tensor.of(1e20f, -1e20f);
    for (PointwiseLoss loss :
        List.of(
            new Huber(1),
            new SmoothL1(1),
            new PseudoHuber(1),
            new LogCosh(),
            new Fair(1),
            new Cauchy(1),
            new GemanMcClure(1),
            new Welsch(1),
            new Tukey(4.685),
            new Barron(),
            new Barron(0, 1),
            new Barron(-3, 1),
            new Wing())) {
      Tensor zeros = Tensor.of(0f, 0f);
      double[] values = loss.loss(far, zeros).toDoubleArray();
      double[] slopes =
          Grad.<Tensor>grad(p -> loss.loss(p, zeros).sum()).apply(far).toDoubleArray();
      for (int i = 0; i < 2; i++) {
        assertTrue(Double.isFinite(values[i]) && Double.isFinite(slopes[i]), loss.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 2})
  void barronIsContinuousInAlpha(double alpha) {
    for (double error : new double[] {1e-3, 0.5, 3, 1e3}) {
      double limit = value(new Barron(alpha, 1), error);
      for (double near : new double[] {1e-9, -1e-9, 1e-14}) {
        assertEquals(
            limit, value(new Barron(alpha + near, 1), error), 1e-6 * limit, error + " " + near);
      }
    }
  }

  @Test
  void barronOfInfiniteAlpha() {
    Barron welsch = new Barron(Double.NEGATIVE_INFINITY, 2);
    assertEquals(value(new Welsch(2), 3), value(welsch, 3));
    Barron steep = new Barron(Double.POSITIVE_INFINITY, 2);
    assertEquals(Math.expm1(9 / 8.0), value(steep, 3), 1e-15);
    assertThrows(ThalwegException.class, () -> new Barron(Double.NaN, 1));
  }

  /** The density of which the loss is the negative logarithm has an area of one. */
  @ParameterizedTest
  @ValueSource(doubles = {-6, -1, 0, 1, 4, 9})
  void theAdaptiveLossIsALikelihood(double shape) {
    double step = 0.005;
    int steps = 16_000;
    double[] points = new double[2 * steps + 1];
    for (int i = 0; i < points.length; i++) {
      points[i] = Math.sinh((i - steps) * step); // heavy tails reach far
    }
    BarronAdaptive.Prediction prediction =
        new BarronAdaptive.Prediction(
            Tensor.full(Shape.of(points.length, 1), DType.FLOAT64, 0.25),
            Tensor.of(shape),
            Tensor.of(1.5));
    double[] values =
        new BarronAdaptive()
            .loss(prediction, Tensor.of(Shape.of(points.length, 1), DType.FLOAT64, points))
            .toDoubleArray();
    double area = 0;
    for (int i = 0; i < points.length; i++) {
      area += step * Math.exp(-values[i]) * Math.hypot(1, points[i]);
    }
    assertEquals(1, area, 1e-9);
  }

  @Test
  void adaptiveWingAtTheTargetAndAtTheSeam() {
    AdaptiveWing loss = new AdaptiveWing();
    Tensor target = Tensor.of(0.0, 0.5, 1);
    double[] slopes =
        Grad.<Tensor>grad(p -> loss.loss(p, target).sum()).apply(target).toDoubleArray();
    assertArrayEquals(new double[3], slopes);
    double[] below =
        Grad.<Tensor>grad(p -> loss.loss(p, target).sum())
            .apply(target.add(0.5 - 1e-12).eval())
            .toDoubleArray();
    double[] above =
        Grad.<Tensor>grad(p -> loss.loss(p, target).sum())
            .apply(target.add(0.5 + 1e-12).eval())
            .toDoubleArray();
    assertArrayEquals(below, above, 1e-9);
  }
}
