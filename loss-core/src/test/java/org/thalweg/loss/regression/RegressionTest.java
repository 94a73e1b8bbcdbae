package org.thalweg.loss.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** Distances of numbers where formulas usually fail: at zero, far out, on the edge of a domain. */
class RegressionTest {
  private static double[] values(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    return Losses.values(loss, prediction, target, Weighting.none()).toDoubleArray();
  }

  private static double[] gradient(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target) {
    return Grad.<Tensor>grad(p -> Losses.values(loss, p, target, Weighting.none()).sum())
        .apply(prediction)
        .toDoubleArray();
  }

  private static Tensor rows(int columns, double... values) {
    return Tensor.of(Shape.of(values.length / columns, columns), DType.FLOAT64, values);
  }

  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  /** Optax gives NaN for the gradient at a vector of zeros, PyTorch -5.8e5. */
  @Test
  void aVectorOfZerosHasNoDirection() {
    Tensor prediction = rows(2, 0, 0, 3, 4, Double.MIN_VALUE, 0);
    Tensor target = rows(2, 3, 4, 0, 0, 1, 1);
    assertArrayEquals(new double[] {1, 1, 1}, values(new CosineDistance(), prediction, target));
    assertArrayEquals(new double[6], gradient(new CosineDistance(), prediction, target));
  }

  @Test
  void lengthsOfVectorsDoNotOverflow() {
    Tensor prediction = rows(2, 3e200, 4e200, 3e-200, 4e-200);
    Tensor target = rows(2, 4e200, 3e200, 4e-200, 3e-200);
    assertArrayEquals(
        new double[] {0.04, 0.04}, values(new CosineDistance(), prediction, target), 1e-15);
  }

  @Test
  void smallAnglesKeepTheirDigits() {
    double angle = 1e-9;
    Tensor prediction = rows(2, Math.cos(angle), Math.sin(angle));
    double value = values(new CosineDistance(), prediction, rows(2, 1, 0))[0];
    assertEquals(angle * angle / 2, value, 1e-12 * value);
  }

  /** Keras cuts predictions at 0, where its gradient vanishes. */
  @Test
  void logarithmsPullPredictionsBelowZeroUp() {
    Tensor low = Tensor.of(-0.5, -1e-9);
    double[] slopes = gradient(new Msle(), low, Tensor.of(1.0, 1));
    assertEquals(2 * Math.log(0.5 / 2) / 0.5, slopes[0], 1e-12);
    assertTrue(slopes[1] < -1, () -> "slope " + slopes[1]);
    refused(
        "msle: the prediction -1.0 at row 1 is not above -1",
        () -> values(new Msle(), Tensor.of(0.0, -1), Tensor.of(1.0, 1)));
  }

  @Test
  void targetsOfZeroCountWithTheLeastSize() {
    assertEquals(
        100 * 0.5 / 0.25, values(new Mape(0.25), Tensor.of(0.5), Tensor.of(0.0))[0], 1e-12);
    assertEquals(0, values(new Smape(1.17e-6), Tensor.of(0.0), Tensor.of(0.0))[0]);
    assertEquals(0, gradient(new Smape(1.17e-6), Tensor.of(0.0), Tensor.of(0.0))[0]);
    assertTrue(Double.isFinite(gradient(new Mape(1e-7), Tensor.of(1e-30), Tensor.of(0.0))[0]));
  }

  @Test
  void wapeIsARatioOfSumsOverExamplesThatCount() {
    Tensor prediction = rows(2, 1, 2, 3, 4, 100, 100);
    Tensor target = rows(2, 2, 2, 0, -4, 1, 1);
    Weighting firstTwo = Weighting.none().mask(Tensor.of(true, true, false));
    Tensor mean =
        Losses.reduce(new Wape(), prediction, target, firstTwo, Reduction.MEAN, EmptyPolicy.ZERO);
    assertEquals((1 + 0 + 3 + 8) / 8.0, mean.item(), 1e-15);
    Tensor zeros = target.mul(0).eval();
    assertArrayEquals(new double[3], values(new Wape(), prediction, zeros));
    assertArrayEquals(new double[6], gradient(new Wape(), prediction, zeros));
    Weighting none = Weighting.none().mask(Tensor.of(false, false, false));
    assertEquals(
        0,
        Losses.reduce(new Wape(), prediction, target, none, Reduction.MEAN, EmptyPolicy.ZERO)
            .item());
  }

  @Test
  void aRowOfOneElementHasNoPairs() {
    MeanPairwiseSquaredError loss = new MeanPairwiseSquaredError();
    assertArrayEquals(new double[2], values(loss, rows(1, 3, 4), rows(1, 0, 0)));
    assertArrayEquals(new double[2], gradient(loss, rows(1, 3, 4), rows(1, 0, 0)));
  }

  @Test
  void aShiftOfARowCostsNothing() {
    Tensor target = rows(3, 1, 2, 4);
    assertEquals(
        0, values(new MeanPairwiseSquaredError(), target.add(1024).eval(), target)[0], 1e-18);
  }

  @Test
  void quantilesThatCrossCostTheirDistance() {
    Tensor crossed = rows(3, 3, 1, 2);
    Tensor target = Tensor.of(1.5);
    double apart = values(new MultiQuantile(List.of(0.1, 0.5, 0.9), 0), crossed, target)[0];
    assertEquals(
        apart + 2.5 * 2,
        values(new MultiQuantile(List.of(0.1, 0.5, 0.9), 2.5), crossed, target)[0],
        1e-15);
  }

  @Test
  void theNumberOfQuantilesIsChecked() {
    refused(
        "multi-quantile: the prediction is float64[1, 2], should be of shape [..., 3], but axis 1 is of 2; a loss does not broadcast",
        () -> values(new MultiQuantile(), rows(2, 1, 2), Tensor.of(1.0)));
    refused(
        "quantiles, ascending: must lie between 0.5 and 1.0, was 0.5",
        () -> new MultiQuantile(List.of(0.5, 0.5), 1));
    refused("quantiles must name at least one", () -> new MultiQuantile(List.of(), 1));
  }

  @Test
  void settingsOutsideOfTheirRangeAreRefused() {
    refused("quantile must lie between 0.0 and 1.0, was 1.0", () -> new Pinball(1));
    refused("expectile must lie between 0.0 and 1.0, was NaN", () -> new Expectile(Double.NaN));
    refused("slope must be finite and not 0, was 0.0", () -> new Linex(0, 1));
    refused("period must be positive and finite, was -1.0", () -> new Periodic(-1));
    refused(
        "epsilon must be zero or more and finite, was -0.5", () -> new EpsilonInsensitive(-0.5));
  }

  @Test
  void kinksHaveAGradientOfZero() {
    Tensor target = Tensor.of(2.0);
    for (Loss<Tensor, Tensor> loss :
        List.<Loss<Tensor, Tensor>>of(new Pinball(0.9), new Mape(1e-7), new Smape(1.17e-6))) {
      assertEquals(0.0, Math.abs(gradient(loss, target, target)[0]), loss.toString());
    }
    EpsilonInsensitive tube = new EpsilonInsensitive(0.5);
    for (double edge : new double[] {1.5, 2.5}) {
      assertEquals(0.0, Math.abs(gradient(tube, Tensor.of(edge), target)[0]), "the tube's edge");
    }
  }
}
