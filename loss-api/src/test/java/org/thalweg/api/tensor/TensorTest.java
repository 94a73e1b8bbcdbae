package org.thalweg.api.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;

/** What tensors say of themselves without an engine. */
class TensorTest {
  private static final Tensor MATRIX = Tensor.zeros(Shape.of(2, 3));

  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  @Test
  void valuesComeBack() {
    assertArrayEquals(new float[] {1.5f, -2}, Tensor.of(1.5f, -2f).toFloatArray());
    assertArrayEquals(new double[] {1.5, -2}, Tensor.of(1.5, -2.0).toDoubleArray());
    assertArrayEquals(new long[] {1, -2}, Tensor.of(1, -2).toLongArray());
    assertArrayEquals(new long[] {1, 0}, Tensor.of(true, false).toLongArray());
    assertEquals(6, Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}).item(2, 1));
    assertEquals(0.1f, Tensor.scalar(0.1).item());
    assertEquals(0.1, Tensor.scalar(0.1, DType.FLOAT64).item());
    assertEquals(1, Tensor.full(Shape.of(2), DType.BOOL, -3).item(0));
  }

  @Test
  void saysWhatItIs() {
    assertEquals("float32[2, 3] (not computed)", Tensor.zeros(Shape.of(2, 3)).toString());
    assertEquals("float64[2] {1.5, -2.0}", Tensor.of(1.5, -2.0).toString());
    assertEquals("bool[2] {true, false}", Tensor.of(true, false).toString());
    assertEquals(
        "int32[9] {1, 2, 3, 4, 5, 6, 7, 8, ...}", Tensor.of(1, 2, 3, 4, 5, 6, 7, 8, 9).toString());
    assertEquals("float32[2] {1.5, 2.0}", Tensor.of(1.5f, 2f).toString());
    assertFalse(MATRIX.exp().isComputed());
    assertTrue(Tensor.of(1f).isComputed());
  }

  @Test
  void shapesFollow() {
    assertEquals(Shape.of(3, 2), MATRIX.t().shape());
    assertEquals(Shape.of(6), MATRIX.flatten(0).shape());
    assertEquals(Shape.of(2, 3, 1), MATRIX.flatten(2).shape());
    assertEquals(Shape.of(3, 2), MATRIX.reshape(-1, 2).shape());
    assertEquals(Shape.of(2, 3, 1), MATRIX.unsqueeze(-1).shape());
    assertEquals(Shape.of(2), MATRIX.select(1, -1).shape());
    assertEquals(Shape.of(2, 2), MATRIX.slice(1, -2, 3).shape());
    assertEquals(Shape.of(4, 2, 3), Tensors.stack(0, MATRIX, MATRIX, MATRIX, MATRIX).shape());
    assertEquals(Shape.of(2, 3, 2), Tensors.stack(-1, MATRIX, MATRIX).shape());
    assertEquals(Shape.of(2, 1), MATRIX.sumKeep(1).shape());
    assertEquals(Shape.scalar(), MATRIX.max().shape());
    assertEquals(Shape.of(3), MATRIX.prod(0).shape());
    assertEquals(Shape.of(2), MATRIX.matmul(Tensor.zeros(Shape.of(3))).shape());
    assertEquals(Shape.of(3), Tensor.zeros(Shape.of(2)).matmul(MATRIX).shape());
    assertEquals(Shape.of(5, 2, 4), MATRIX.matmul(Tensor.zeros(Shape.of(5, 3, 4))).shape());
    assertEquals(Shape.of(2, 3, 7), MATRIX.to(DType.INT32).oneHot(7, DType.FLOAT32).shape());
  }

  @Test
  void whatChangesNothingRecordsNothing() {
    assertSame(MATRIX, MATRIX.reshape(2, 3));
    assertSame(MATRIX, MATRIX.permute(0, 1));
    assertSame(MATRIX, MATRIX.slice(0, 0, 2));
    assertSame(MATRIX, MATRIX.pad(0, 0, 0, 7));
    assertSame(MATRIX, MATRIX.to(DType.FLOAT32));
    assertSame(MATRIX, MATRIX.broadcastTo(Shape.of(2, 3)));
    assertSame(MATRIX, MATRIX.pow(1));
    assertSame(MATRIX, Tensors.concat(0, MATRIX));
  }

  @Test
  void mistakesAreNamed() {
    refused(
        "shape [2, 2] has 4 elements, was given 3", () -> Tensor.of(Shape.of(2, 2), 1f, 2f, 3f));
    refused("row 1 has 1 values, row 0 has 2", () -> Tensor.of(new float[][] {{1, 2}, {3}}));
    refused(
        "0.5 is no whole number; convert the tensor with to(DType.FLOAT32) first",
        () -> Tensor.of(1, 2).mul(0.5));
    refused(
        "item() takes a tensor of one element, this is float32[2, 3]; index it or reduce it",
        MATRIX::item);
    refused("float32[2, 3] is indexed by 2 coordinates, was given 1", () -> MATRIX.item(1));
    refused("float32[2, 3] has no element at [1, 3]", () -> MATRIX.item(1, 3));
    refused("float32[2, 3] has no element at [-1, 0]", () -> MATRIX.item(-1, 0));
    refused("axis 2 does not exist in shape [2, 3]", () -> MATRIX.sum(2));
    refused("squeeze: axis 1 of float32[2, 3] is not of extent 1", () -> MATRIX.squeeze(1));
    refused("reshape: float32[2, 3] has 6 elements, [4] has 4", () -> MATRIX.reshape(4));
    refused(
        "reshape: float32[2, 3] has no whole number of rows in [-1, 4]",
        () -> MATRIX.reshape(-1, 4));
    refused("reshape: at most one extent is -1, was [-1, -1]", () -> MATRIX.reshape(-1, -1));
    refused("an axis of shape [2, 3] is inserted at 0 to 2, was 5", () -> MATRIX.unsqueeze(5));
    refused(
        "matmul: takes no scalars, was float32[2, 3] and float32[]; use mul",
        () -> MATRIX.matmul(Tensor.scalar(1)));
    refused("concat: takes at least one tensor", () -> Tensors.concat(0, List.of()));
    refused("stack: takes at least one tensor", () -> Tensors.stack(0));
    refused("slice: [0:9:1] is not within axis 1 of float32[2, 3]", () -> MATRIX.slice(1, 0, 9));
    refused(
        "uniform: low is at most high, was 1.0 and 0.0",
        () -> Randoms.uniform(Randoms.key(1), Shape.of(2), DType.FLOAT32, 1, 0));
  }
}
