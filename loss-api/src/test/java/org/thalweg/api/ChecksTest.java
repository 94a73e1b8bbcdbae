package org.thalweg.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

class ChecksTest {
  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void positive(double value) {
    refused(
        "rate must be positive and finite, was " + value,
        () -> Checks.requirePositive(value, "rate"));
    Checks.requirePositive(Double.MIN_VALUE, "rate");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-300, Double.NaN, Double.POSITIVE_INFINITY})
  void nonNegative(double value) {
    refused(
        "decay must be zero or more and finite, was " + value,
        () -> Checks.requireNonNegative(value, "decay"));
    Checks.requireNonNegative(0, "decay");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, 2, Double.NaN})
  void between(double value) {
    refused(
        "beta must lie between 0.0 and 1.0, was " + value,
        () -> Checks.requireBetween(0, value, 1, "beta"));
    Checks.requireBetween(0, 0.5, 1, "beta");
  }

  @Test
  void messagesAreFormatted() {
    refused("3 of null", () -> Checks.require(false, "%d of %s", 3, null));
    Checks.require(true, "%d");
  }

  @Test
  void theTraceStartsAtTheMistake() {
    ThalwegException error =
        assertThrows(
            ThalwegException.class, () -> Tensor.zeros(Shape.of(2)).add(Tensor.zeros(Shape.of(3))));
    assertEquals("shapes [2] and [3] do not broadcast: axis -1 has 2 and 3", error.getMessage());
    assertFalse(error.getStackTrace()[0].getClassName().startsWith("org.thalweg.api."));
  }
}
