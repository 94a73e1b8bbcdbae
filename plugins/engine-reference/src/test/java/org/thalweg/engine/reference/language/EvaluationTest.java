package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.engine.reference.ReferenceEngine;

/** Tensors that are computed when asked for, and operations composed of primitives. */
class EvaluationTest {
  @Test
  void aComputedTensorForgetsHow() {
    Tensor x = Tensor.of(1.0, 2.0).exp();
    assertFalse(x.isComputed());
    assertSame(x, x.eval());
    assertTrue(x.isComputed());
    assertNull(x.node());
  }

  @Test
  void severalAreComputedTogether() {
    Tensor x = Tensor.of(1.0, 2.0).mul(3);
    Tensor y = x.sum();
    Tensor z = Tensor.full(Shape.of(2), DType.INT64, 7);
    Tensor.eval(x, y, z, x);
    assertTrue(x.isComputed() && y.isComputed() && z.isComputed());
    assertEquals(9, y.item());
    assertArrayEquals(new long[] {7, 7}, z.toLongArray());
  }

  @Test
  void loopsHoldNoHistory() {
    Tensor x = Tensor.of(0.0);
    for (int i = 0; i < 1000; i++) {
      x = x.add(1).eval();
    }
    assertEquals(1000, x.item());
  }

  @Test
  void theEngineInForceIsTheScopedOne() {
    ReferenceEngine mine = new ReferenceEngine();
    assertSame(mine, Engines.with(mine, Engines::current));
    assertEquals("reference", Engines.current().name());
    assertSame(Engines.current(), Engines.named("reference"));
    assertEquals(
        "no engine is named 'cuda'; installed are: reference",
        assertThrows(ThalwegException.class, () -> Engines.named("cuda")).getMessage());
  }

  @Test
  void composedReductions() {
    Tensor x = Tensor.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0).reshape(2, 3);
    assertArrayEquals(new double[] {6, 120}, x.prod(1).toDoubleArray());
    assertArrayEquals(new double[] {4, 10, 18}, x.prod(-2).toDoubleArray());
    assertEquals(35.0 / 12, x.var(0).item(), 1e-15);
    assertArrayEquals(new double[] {1, 1}, x.std(1, 1).toDoubleArray(), 1e-15);
    assertArrayEquals(new long[] {0, 0, 0}, x.argmin(0).toLongArray());
    assertArrayEquals(new double[] {1, 4}, x.min(1).toDoubleArray());
    assertEquals(2, x.gt(4).sum().item());
    assertEquals(0, x.gt(1).all().item());
    assertArrayEquals(new long[] {0, 1}, x.gt(3).all(1).toLongArray());
    assertArrayEquals(new long[] {0, 1}, x.gt(3).any(1).toLongArray());
    Tensor empty = Tensor.of(Shape.of(2, 0), DType.FLOAT64, new double[0]);
    assertArrayEquals(new double[] {1, 1}, empty.prod(1).toDoubleArray());
    assertTrue(Double.isNaN(empty.mean().item()));
  }

  @Test
  void composedFunctions() {
    double[] at = {-0.9, -0.3, 0.2, 0.8};
    Tensor x = Tensor.of(at);
    for (int i = 0; i < at.length; i++) {
      assertEquals(Math.asin(at[i]), x.asin().item(i), 1e-15);
      assertEquals(Math.acos(at[i]), x.acos().item(i), 1e-15);
      assertEquals(Math.tan(at[i]), x.tan().item(i), 1e-15);
      assertEquals(Math.sinh(at[i]), x.sinh().item(i), 1e-15);
      assertEquals(Math.cosh(at[i]), x.cosh().item(i), 1e-15);
      assertEquals(Math.ceil(at[i]), x.ceil().item(i));
      assertEquals(-Math.log1p(Math.exp(-at[i])), x.logSigmoid().item(i), 1e-15);
    }
    assertTrue(Double.isNaN(Tensor.of(1.5).asin().item()));
    assertTrue(Double.isNaN(Tensor.of(1.5).acos().item()));
    assertArrayEquals(new long[] {0, 1, 1}, Tensor.of(Double.NaN, 1, -2).isFinite().toLongArray());
    assertArrayEquals(new long[] {1, 0}, Tensor.of(Double.NaN, 1).isNaN().toLongArray());
  }

  @Test
  void sortedLines() {
    Tensor x = Tensor.of(3, Double.NaN, 1, 2);
    assertArrayEquals(new double[] {1, 2, 3, Double.NaN}, x.sort(0, false).toDoubleArray());
    assertArrayEquals(new double[] {Double.NaN, 3, 2, 1}, x.sort(0, true).toDoubleArray());
    assertArrayEquals(
        new long[] {1, 0, 0, 0, 0, 1}, Tensor.of(0, 2).oneHot(3, DType.INT32).toLongArray());
    assertArrayEquals(new long[] {1, 0, 0, 1}, Tensors.eye(2, DType.INT64).toLongArray());
  }
}
