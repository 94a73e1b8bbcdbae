package org.thalweg.examples.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;

class LopsidedTest {
  private static final double[] ERRORS = {-3, -1e-3, 0, 0.5, 2};

  @Test
  void isItsFormulaAndHasItsGradient() {
    Tensor zeros = Tensor.of(new double[ERRORS.length]);
    for (double a : new double[] {0.5, -2}) {
      double[] value = new Lopsided(a).loss(Tensor.of(ERRORS), zeros).toDoubleArray();
      double[] slope =
          Grad.grad((Tensor p) -> new Lopsided(a).loss(p, zeros).sum())
              .apply(Tensor.of(ERRORS))
              .toDoubleArray();
      double[] expected = new double[ERRORS.length];
      double[] expectedSlope = new double[ERRORS.length];
      for (int i = 0; i < ERRORS.length; i++) {
        expected[i] = Math.expm1(a * ERRORS[i]) - a * ERRORS[i];
        expectedSlope[i] = a * Math.expm1(a * ERRORS[i]);
      }
      assertArrayEquals(expected, value, 1e-12);
      assertArrayEquals(expectedSlope, slope, 1e-12);
    }
  }

  @Test
  void refusesNoAsymmetry() {
    assertEquals(
        "asymmetry must be finite and not 0, was 0.0",
        assertThrows(ThalwegException.class, () -> new Lopsided(0)).getMessage());
  }
}
