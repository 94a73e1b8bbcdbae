package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

class GuardTest {
  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  private static Tensor guard(Tensor x) {
    return x.guard(x.ge(0), "{value} at {at} is negative", x);
  }

  @Test
  void namesTheFirstPlaceAndItsValue() {
    Tensor row = Tensor.of(1.0, 2.0, 3.0, 4.0, -5.25, -6.0);
    refused("-5.25 at row 4 is negative", () -> guard(row).eval());
    refused("-5.25 at row 2, column 0 is negative", () -> guard(row.reshape(3, 2)).eval());
    refused("-5.25 at [0, 1, 1] is negative", () -> guard(row.reshape(1, 2, 3)).eval());
    refused("-1.5 at the only element is negative", () -> guard(Tensor.scalar(-1.5)).eval());
    refused("-0.1 at row 0 is negative", () -> guard(Tensor.of(-0.1f)).eval());
    refused("-3 at row 1 is negative", () -> guard(Tensor.of(2, -3)).eval());
  }

  @Test
  void letsValuesPass() {
    assertArrayEquals(new double[] {0, 2}, guard(Tensor.of(0.0, 2.0)).toDoubleArray());
    Tensor empty = Tensor.of(Shape.of(0), DType.FLOAT64, new double[0]);
    assertEquals(0, guard(empty).sum().item());
  }

  @Test
  void theFirstOfSeveralSpeaks() {
    Tensor x = Tensor.of(5.0);
    Tensor both =
        x.guard(x.lt(9), "too large", x)
            .guard(x.lt(4), "larger than 4", x)
            .guard(x.lt(3), "larger than 3", x);
    refused("larger than 4", both::eval);
  }

  @Test
  void nanIsRefusedByEveryComparison() {
    refused("NaN at row 0 is negative", () -> guard(Tensor.of(Double.NaN)).eval());
  }

  @Test
  void indicesAreChecked() {
    Tensor table = Tensor.of(1.0, 2.0, 3.0);
    refused(
        "index 3 at row 1 is outside an axis of 3", () -> table.take(Tensor.of(0, 3), 0).eval());
    refused(
        "index -1 at row 0 is outside an axis of 3",
        () -> table.takeAlong(Tensor.of(-1L), 0).eval());
    assertArrayEquals(new double[] {3, 1}, table.take(Tensor.of(2, 0), 0).toDoubleArray());
  }

  @Test
  void aGuardThatNothingDependsOnIsNotChecked() {
    Tensor x = Tensor.of(-1.0);
    guard(x);
    assertEquals(1, x.neg().item());
  }

  @Test
  void guardsOnlyWatch() {
    Tensor x = Tensor.of(1.0, 2.0);
    Tensor watched = x.guard(Tensors.onesLike(x).gt(0), "never", x);
    assertArrayEquals(x.toDoubleArray(), watched.toDoubleArray());
    assertEquals(x.spec(), watched.spec());
  }
}
