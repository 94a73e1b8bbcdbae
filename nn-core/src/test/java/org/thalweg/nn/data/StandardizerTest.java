package org.thalweg.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

class StandardizerTest {
  @Test
  void columnsGetMeanZeroAndDeviationOne() {
    Tensor rows =
        Randoms.normal(Randoms.key(1), Shape.of(50, 3), DType.FLOAT64)
            .mul(Tensor.of(new double[] {1, 100, 1e-3}))
            .add(Tensor.of(new double[] {5, -7, 0.1}))
            .eval();
    Tensor scaled = Standardizer.fit(rows).apply(rows);
    assertArrayEquals(new double[3], scaled.mean(0).toDoubleArray(), 1e-10);
    assertArrayEquals(new double[] {1, 1, 1}, scaled.std(0, 0).toDoubleArray(), 1e-10);
    assertArrayEquals(
        rows.toDoubleArray(), Standardizer.fit(rows).invert(scaled).toDoubleArray(), 1e-9);
  }

  @Test
  void knowsOnlyWhatItWasFittedOn() {
    Standardizer fitted = Standardizer.fit(Tensor.of(new float[][] {{0}, {2}}));
    assertEquals(new Shape[] {Shape.of(1)}[0], fitted.mean().shape());
    assertArrayEquals(
        new float[] {9}, fitted.apply(Tensor.of(new float[][] {{10}})).toFloatArray());
  }

  @Test
  void constantColumnsBecomeZero() {
    Tensor rows = Tensor.of(new float[][] {{0.1f, 1}, {0.1f, 2}, {0.1f, 3}});
    float[] scaled = Standardizer.fit(rows).apply(rows).toFloatArray();
    assertArrayEquals(new float[] {0, 0, 0}, new float[] {scaled[0], scaled[2], scaled[4]});
  }

  @Test
  void refusesWhatIsNotFinite() {
    ThalwegException error =
        assertThrows(
            ThalwegException.class,
            () -> Standardizer.fit(Tensor.of(new float[][] {{1, 2}, {3, Float.NaN}})));
    assertEquals(
        "row 1, column 1 is NaN; a standardizer takes finite numbers, so drop or fill such rows first",
        error.getMessage());
    assertThrows(ThalwegException.class, () -> Standardizer.fit(Tensor.of(1, 2)));
  }
}
