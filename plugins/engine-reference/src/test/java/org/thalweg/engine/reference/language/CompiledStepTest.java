package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Trace;

class CompiledStepTest {
  record State(Tensor sum, Tensor count) {}

  record Batch(Tensor x, int scale) {}

  private static State start() {
    return new State(Tensor.of(0.0, 0.0), Tensor.scalar(0, DType.INT64));
  }

  private static final Tensor EXAMPLE = Tensor.of(0.0, 0.0);

  /** Adds each input to the sum; gives the sum before, and the mean after. */
  private static CompiledStep<State, Tensor, List<Tensor>> adder(AtomicInteger traces) {
    return CompiledStep.of(
        start(),
        EXAMPLE,
        (state, x) -> {
          traces.incrementAndGet();
          Tensor sum = state.sum().add(x);
          Tensor count = state.count().add(1);
          return new Stepped<>(
              new State(sum, count), List.of(state.sum(), sum.div(count.to(DType.FLOAT64))));
        });
  }

  private static CompiledStep<State, Tensor, Tensor> summing(State start) {
    return CompiledStep.of(
        start,
        EXAMPLE,
        (state, x) -> new Stepped<>(new State(state.sum().add(x), state.count()), x));
  }

  @Test
  void stateIsCarriedFromRunToRun() {
    AtomicInteger traces = new AtomicInteger();
    CompiledStep<State, Tensor, List<Tensor>> step = adder(traces);
    step.run(Tensor.of(1.0, 2.0));
    step.run(Tensor.of(3.0, 4.0));
    step.run(Tensor.of(5.0, 0.0));
    assertArrayEquals(new double[] {9, 6}, step.state().sum().toDoubleArray());
    assertEquals(3, step.state().count().item());
    assertArrayEquals(new double[] {4, 6}, step.output().getFirst().toDoubleArray());
    assertArrayEquals(new double[] {3, 2}, step.output().getLast().toDoubleArray());
    assertEquals(4, step.output(0));
    assertEquals(3, step.output(1));
    assertEquals(1, traces.get());
  }

  @Test
  void theInitialStateIsCopied() {
    State start = start();
    CompiledStep<State, Tensor, Tensor> step = summing(start);
    step.run(Tensor.of(1.0, 2.0));
    assertArrayEquals(new double[] {0, 0}, start.sum().toDoubleArray());
  }

  @Test
  void anInitialStateMayBeRecordedOnly() {
    State start =
        new State(Tensor.of(1.0, 2.0).mul(3.0), Tensor.scalar(1, DType.INT64).add(1).mul(2));
    CompiledStep<State, Tensor, Tensor> step = summing(start);
    step.run(Tensor.of(1.0, 2.0));
    assertArrayEquals(new double[] {4, 8}, step.state().sum().toDoubleArray());
    assertEquals(4, step.state().count().item());
  }

  @Test
  void aRecordedStateMayBeCapturedToo() {
    Tensor shared = Tensor.of(1.0, 2.0).mul(3.0);
    State start = new State(shared, Tensor.scalar(0, DType.INT64));
    CompiledStep<State, Tensor, Tensor> step =
        CompiledStep.of(
            start,
            EXAMPLE,
            (state, x) ->
                new Stepped<>(new State(state.sum().add(shared).add(x), state.count()), x));
    step.run(Tensor.of(1.0, 2.0));
    assertArrayEquals(new double[] {7, 14}, step.state().sum().toDoubleArray());
  }

  @Test
  void computingMeanwhileGivesValuesOnceWaitedFor() {
    Tensor sum = Tensor.of(1.0, 2.0).add(1.0);
    Runnable wait = Tensor.evalMeanwhile(sum, Tensor.of(0.0));
    assertFalse(sum.isComputed());
    wait.run();
    assertTrue(sum.isComputed());
    assertArrayEquals(new double[] {2, 3}, sum.toDoubleArray());
  }

  @Test
  void minusZeroIsFilledInAsSuch() {
    Tensor zeros = Tensor.full(Shape.of(3), DType.FLOAT64, -0.0);
    assertEquals(Double.NEGATIVE_INFINITY, 1 / zeros.item(2));
  }

  @Test
  void whatIsWrongWithTheInitialStateIsToldAsAnywhereElse() {
    Tensor never = Trace.argument(EXAMPLE.spec(), "x").add(1.0);
    State start = new State(never, Tensor.scalar(0, DType.INT64));
    String expected = assertThrows(ThalwegException.class, never::eval).getMessage();
    assertEquals(
        expected,
        assertThrows(
                ThalwegException.class,
                () -> CompiledStep.of(start, EXAMPLE, (state, x) -> new Stepped<>(state, x)))
            .getMessage());
  }

  @Test
  void copiesStandStillAndViewsDoNot() {
    CompiledStep<State, Tensor, List<Tensor>> step = adder(new AtomicInteger());
    State copy = step.state();
    State view = step.view();
    step.run(Tensor.of(1.0, 2.0));
    List<Tensor> output = step.output();
    step.run(Tensor.of(1.0, 2.0));
    assertArrayEquals(new double[] {0, 0}, copy.sum().toDoubleArray());
    assertArrayEquals(new double[] {2, 4}, view.sum().toDoubleArray());
    assertArrayEquals(new double[] {1, 2}, output.getLast().toDoubleArray());
  }

  @Test
  void stateCanBeReplaced() {
    CompiledStep<State, Tensor, List<Tensor>> step = adder(new AtomicInteger());
    State other = new State(Tensor.of(10.0, 20.0), Tensor.scalar(4, DType.INT64));
    step.state(other);
    step.run(Tensor.of(5.0, 5.0));
    assertArrayEquals(new double[] {3, 5}, step.output().getLast().toDoubleArray());
    assertArrayEquals(new double[] {10, 20}, other.sum().toDoubleArray());
    assertThrows(
        ThalwegException.class,
        () -> step.state(new State(Tensor.of(1f, 2f), Tensor.scalar(4, DType.INT64))));
  }

  @Test
  void statesMayChangePlaces() {
    CompiledStep<List<Tensor>, Tensor, Tensor> step =
        CompiledStep.of(
            List.of(Tensor.of(1.0), Tensor.of(2.0), Tensor.of(3.0)),
            Tensor.of(0.0),
            (state, x) ->
                new Stepped<>(
                    List.of(state.get(1), state.get(2).add(x), state.get(0)), state.get(0)));
    step.run(Tensor.of(10.0));
    step.run(Tensor.of(20.0));
    assertEquals(List.of(13.0, 21.0, 2.0), step.state().stream().map(Tensor::item).toList());
    assertEquals(2, step.output().item());
  }

  @Test
  void inputsFitTheExample() {
    CompiledStep<State, Tensor, List<Tensor>> step = adder(new AtomicInteger());
    assertEquals(
        "the step was compiled for float64[2] as input 0, was given float64[3]",
        assertThrows(ThalwegException.class, () -> step.run(Tensor.of(1.0, 2.0, 3.0)))
            .getMessage());
    assertThrows(ThalwegException.class, () -> step.run(Tensor.of(1f, 2f)));
  }

  @Test
  void inputsKeepTheirStructureAndConstants() {
    CompiledStep<Tensor, Batch, Tensor> step =
        CompiledStep.of(
            Tensor.of(0.0),
            new Batch(Tensor.of(0.0), 2),
            (state, batch) -> new Stepped<>(state.add(batch.x().mul(batch.scale())), batch.x()));
    step.run(new Batch(Tensor.of(3.0), 2));
    assertEquals(
        "a step keeps the structure and the constants of its input: tensors [x] before, [x] now",
        assertThrows(ThalwegException.class, () -> step.run(new Batch(Tensor.of(3.0), 5)))
            .getMessage());
    assertEquals(6, step.state().item());

    CompiledStep<Tensor, List<Tensor>, Tensor> lists =
        CompiledStep.of(
            Tensor.of(0.0),
            List.of(Tensor.of(0.0), Tensor.of(0.0)),
            (state, x) -> new Stepped<>(state.add(x.getLast()), x.getFirst()));
    Tensor one = Tensor.of(1.0);
    assertThrows(ThalwegException.class, () -> lists.run(List.of(one, one, one)));
    assertThrows(ThalwegException.class, () -> lists.run(List.of(one)));
    lists.run(List.of(one, one));
    assertEquals(1, lists.state().item());
  }

  @Test
  void stateKeepsItsStructureAndSpecs() {
    assertEquals(
        "a step keeps the specs of its state: 'sum' is float64[2] before and float64[] after",
        assertThrows(
                ThalwegException.class,
                () ->
                    CompiledStep.of(
                        start(),
                        EXAMPLE,
                        (state, x) ->
                            new Stepped<>(new State(state.sum().sum(), state.count()), x)))
            .getMessage());
    assertEquals(
        "a step keeps the structure of its state: before it has [0], after it [0, 1]",
        assertThrows(
                ThalwegException.class,
                () ->
                    CompiledStep.<List<Tensor>, Tensor, Tensor>of(
                        List.of(EXAMPLE),
                        EXAMPLE,
                        (state, x) -> new Stepped<>(List.of(state.getFirst(), x), x)))
            .getMessage());
  }

  @Test
  void aGuardStopsTheStep() {
    CompiledStep<Tensor, Tensor, Tensor> step =
        CompiledStep.of(
            Tensor.of(0.0),
            Tensor.of(1.0),
            (state, x) ->
                new Stepped<>(state.add(x.guard(x.isFinite(), "the loss is {value}", x)), x.sum()));
    step.run(Tensor.of(1.0));
    assertEquals(
        "the loss is NaN",
        assertThrows(ThalwegException.class, () -> step.run(Tensor.of(Double.NaN))).getMessage());
  }

  @Test
  void constantsAreCaptured() {
    Tensor rate = Tensor.of(0.5);
    CompiledStep<Tensor, Tensor, List<Tensor>> step =
        CompiledStep.of(
            Tensor.zeros(Shape.of(1)).to(DType.FLOAT64),
            Tensor.of(1.0),
            (state, x) -> new Stepped<>(state.add(x.mul(rate)), List.of()));
    step.run(Tensor.of(4.0));
    step.run(Tensor.of(2.0));
    assertEquals(3, step.state().item());
    assertEquals(List.of(), step.output());
  }
}
