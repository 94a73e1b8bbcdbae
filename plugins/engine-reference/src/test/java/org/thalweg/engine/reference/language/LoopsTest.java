package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.tensor.Tensor;

class LoopsTest {
  record Row(Tensor x, Tensor mask) {}

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isTheLoopWrittenOut(boolean reverse) {
    Random random = new Random(4);
    Tensor start = Case.between(random, -1, 1, 3);
    Tensor rows = Case.between(random, -1, 1, 6, 3);
    Tensor factor = Case.between(random, -1, 1, 3);
    Stepped<Tensor, List<Tensor>> loop =
        Loops.scan(
            start,
            rows,
            reverse,
            (state, row) -> {
              Tensor next = state.mul(factor).add(row).sin();
              return new Stepped<>(next, List.of(state, next.sum()));
            });
    Tensor state = start;
    for (int i = 0; i < 6; i++) {
      int at = reverse ? 5 - i : i;
      assertArrayEquals(
          state.toDoubleArray(), loop.output().getFirst().select(0, at).toDoubleArray(), 1e-15);
      state = state.mul(factor).add(rows.select(0, at)).sin();
      assertEquals(state.sum().item(), loop.output().getLast().item(at), 1e-15);
    }
    assertArrayEquals(state.toDoubleArray(), loop.state().toDoubleArray(), 1e-15);
  }

  @Test
  void aMapTakesEachSlice() {
    Random random = new Random(5);
    Row rows = new Row(Case.between(random, -1, 1, 4, 3), Case.between(random, -1, 1, 4, 3));
    Row mapped =
        Loops.map(
            rows, row -> new Row(row.x().mul(row.mask()).exp(), row.x().sub(row.mask()).sum()));
    for (int i = 0; i < 4; i++) {
      Tensor x = rows.x().select(0, i);
      Tensor mask = rows.mask().select(0, i);
      assertArrayEquals(
          x.mul(mask).exp().toDoubleArray(), mapped.x().select(0, i).toDoubleArray(), 1e-15);
      assertEquals(x.sub(mask).sum().item(), mapped.mask().item(i), 1e-15);
    }
    assertThrows(
        ThalwegException.class,
        () -> Loops.map(new Row(rows.x(), Tensor.of(1.0, 2.0)), row -> row));
  }

  @Test
  void treesGoIn() {
    Row rows = new Row(Tensor.of(1.0, 2.0, 4.0), Tensor.of(true, false, true));
    Stepped<List<Tensor>, Row> loop =
        Loops.scan(
            List.of(Tensor.scalar(0, DType.FLOAT64), Tensor.scalar(0, DType.INT32)),
            rows,
            (state, row) ->
                new Stepped<>(
                    List.of(
                        state.getFirst().add(row.x().mul(row.mask().to(DType.FLOAT64))),
                        state.getLast().add(1)),
                    new Row(state.getFirst(), row.mask().not())));
    assertEquals(5, loop.state().getFirst().item());
    assertEquals(3, loop.state().getLast().item());
    assertArrayEquals(new double[] {0, 1, 1}, loop.output().x().toDoubleArray());
    assertArrayEquals(new long[] {0, 1, 0}, loop.output().mask().toLongArray());
  }

  @Test
  void noStepsLeaveTheStart() {
    Tensor none = Tensor.of(Shape.of(0, 2), DType.FLOAT64, new double[0]);
    Stepped<Tensor, Tensor> loop =
        Loops.scan(Tensor.of(1.0, 2.0), none, (s, row) -> new Stepped<>(s.add(row), row.sum()));
    assertArrayEquals(new double[] {1, 2}, loop.state().toDoubleArray());
    assertEquals(Shape.of(0), loop.output().eval().shape());
  }

  @Test
  void loopsCompile() {
    Compiled<Tensor, Tensor> sums =
        Compiled.of(x ->
            Loops.scan(
                    Tensor.scalar(0, DType.FLOAT64), x, (s, e) -> new Stepped<>(s.add(e), s.add(e)))
                .output());
    Tensor x = Tensor.of(1.0, 2.0, 3.0, 4.0);
    assertArrayEquals(x.cumsum(0).toDoubleArray(), sums.apply(x).toDoubleArray());
  }

  private static void refused(String message, Tensor state, Object sequences, boolean widen) {
    assertEquals(
        message,
        assertThrows(
                ThalwegException.class,
                () ->
                    Loops.scan(
                        state,
                        sequences,
                        (s, x) -> new Stepped<>(widen ? s.unsqueeze(0) : s, List.of())))
            .getMessage());
  }

  @Test
  void mistakesAreNamed() {
    Tensor scalar = Tensor.scalar(1);
    refused("a loop runs over the leading axis of at least one tensor", scalar, List.of(), false);
    refused("a loop runs over the leading axis of at least one tensor", scalar, scalar, false);
    refused(
        "a loop's sequences have one length, was [2, 3]",
        scalar,
        List.of(Tensor.of(1f, 2f), Tensor.of(1f, 2f, 3f)),
        false);
    refused(
        "a loop keeps the structure and specs of its state: before [float32[]], after [float32[1]]",
        scalar,
        Tensor.of(1f, 2f),
        true);
  }
}
