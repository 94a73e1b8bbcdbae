package org.thalweg.api.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

class TraceTest {
  private static final Spec VECTOR = new Spec(Shape.of(3), DType.FLOAT32);

  @Test
  void recordsWhatTheOutputsDependOn() {
    Tensor x = Trace.argument(VECTOR, "x");
    Tensor used = x.exp();
    x.log();
    Trace trace = Trace.of(List.of(x), List.of(used.mul(used)));
    assertEquals(
        """
        %0: float32[3] = input
        %1: float32[3] = exp %0
        %2: float32[3] = mul %1 %1
        return %2\
        """,
        trace.graph().toString());
    assertNull(trace.diagnosis());
    assertEquals(List.of(), trace.captured());
  }

  @Test
  void equalInstructionsAreOne() {
    Tensor x = Trace.argument(VECTOR, "x");
    Trace trace = Trace.of(List.of(x), List.of(x.exp().add(1), x.exp().add(1), x));
    assertEquals(3, trace.graph().instructions().size());
    assertEquals(List.of(3, 3, 0), trace.graph().outputs());
  }

  @Test
  void equalFunctionsHaveEqualGraphs() {
    Tensor x = Trace.argument(VECTOR, "x");
    Tensor y = Trace.argument(VECTOR, "y");
    Trace one = Trace.of(List.of(x), List.of(x.softmax(0)));
    Trace other = Trace.of(List.of(y), List.of(y.softmax(0)));
    assertEquals(one.graph(), other.graph());
    assertEquals(one.graph().hashCode(), other.graph().hashCode());
  }

  @Test
  void otherTensorsAreCaptured() {
    Tensor x = Trace.argument(VECTOR, "x");
    Tensor constant = Tensor.of(1f, 2f, 3f);
    Trace trace = Trace.of(List.of(x), List.of(x.add(constant).mul(constant)));
    assertEquals(1, trace.captured().size());
    assertSame(constant, trace.captured().getFirst());
    assertEquals(List.of(VECTOR, VECTOR), trace.graph().inputs());
  }

  @Test
  void nothingBehindAnArgumentIsFollowed() {
    Tensor x = Tensor.of(1f, 2f, 3f).exp();
    Trace trace = Trace.of(List.of(x), List.of(x.log()));
    assertEquals(1, trace.graph().instructions().size());
    assertEquals(List.of(), trace.captured());
  }

  @Test
  void whatIsOlderIsCaptured() {
    Tensor older = Tensor.of(1f, 2f, 3f).exp();
    long now = Node.now();
    Trace trace = Trace.of(List.of(), List.of(older.log()), now);
    assertEquals(List.of(older), trace.captured());
    assertEquals(1, trace.graph().instructions().size());
  }

  @Test
  void aStrangeArgumentIsNamed() {
    Tensor stranger = Trace.argument(VECTOR, "weights.dense");
    assertEquals(
        "the value of 'weights.dense' is not known while its function is traced; return the tensor"
            + " from the function and read it there",
        assertThrows(ThalwegException.class, () -> Trace.of(List.of(), List.of(stranger.exp())))
            .getMessage());
  }

  @Test
  void guardsAreCountedBesideTheOutputs() {
    Tensor x = Trace.argument(VECTOR, "x");
    Tensor guarded = x.guard(x.gt(0), "first", x).guard(x.lt(9), "second", x).exp();
    Trace trace = Trace.of(List.of(x), List.of(guarded));
    assertEquals(
        List.of(VECTOR, new Spec(Shape.scalar(), DType.INT32)), trace.graph().outputSpecs());
    assertEquals(List.of("first", "second"), Objects.requireNonNull(trace.diagnosis()).messages());
    assertEquals(4, trace.diagnosis().graph().outputs().size());
    Trace bare = Trace.unguarded(List.of(x), List.of(guarded), 0);
    assertNull(bare.diagnosis());
    assertEquals(List.of(VECTOR), bare.graph().outputSpecs());
  }

  @Test
  void replayingGivesTheGraphAgain() {
    Tensor x = Trace.argument(VECTOR, "x");
    Tensor constant = Tensor.of(1f, 2f, 3f);
    Trace trace = Trace.of(List.of(x), List.of(x.softmax(0).add(constant), x.sum()));
    Tensor a = Trace.argument(VECTOR, "a");
    Tensor b = Trace.argument(VECTOR, "b");
    List<Tensor> again = Replay.run(trace.graph(), List.of(a, b));
    assertEquals(trace.graph(), Trace.of(List.of(a, b), again).graph());
  }

  @Test
  void deepHistoriesDoNotOverflowTheStack() {
    Tensor x = Trace.argument(VECTOR, "x");
    Tensor deep = x;
    for (int i = 0; i < 100_000; i++) {
      deep = deep.add((float) (i % 7));
    }
    assertEquals(100_007, Trace.of(List.of(x), List.of(deep)).graph().instructions().size());
  }
}
