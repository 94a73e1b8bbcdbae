package org.thalweg.api.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;

/** Shape and type of the results of each primitive, and what is said of inputs that do not fit. */
class InferenceTest {
  /**
   * @param inputs specs as text, apart by semicolons
   * @param expected the results likewise, or the message
   */
  private record Row(Primitive primitive, String inputs, String expected) {
    static Row of(Primitive primitive, String inputs, String expected) {
      return new Row(primitive, inputs, expected);
    }
  }

  private static final List<Long> ONE = List.of(1L);

  private static List<Row> results() {
    List<Row> rows = new ArrayList<>();
    for (Primitive each :
        List.of(
            new Unary.Neg(),
            new Unary.Abs(),
            new Unary.Sign(),
            new Unary.Floor(),
            new Unary.Round(),
            new Unary.Sqrt(),
            new Unary.Exp(),
            new Unary.Expm1(),
            new Unary.Log(),
            new Unary.Log1p(),
            new Unary.Sin(),
            new Unary.Cos(),
            new Unary.Atan(),
            new Unary.Tanh(),
            new Unary.Logistic(),
            new Unary.Softplus(),
            new Unary.Erf(),
            new Unary.Lgamma(),
            new Unary.Polygamma(1),
            new Unary.StopGradient())) {
      rows.add(Row.of(each, "float32[2, 0]", "float32[2, 0]"));
      rows.add(Row.of(each, "float64[]", "float64[]"));
    }
    rows.add(Row.of(new Unary.Neg(), "int32[3]", "int32[3]"));
    rows.add(Row.of(new Unary.StopGradient(), "bool[3]", "bool[3]"));
    rows.add(Row.of(new Unary.Not(), "bool[3]", "bool[3]"));
    rows.add(Row.of(new Unary.Cast(DType.INT64), "bool[3]", "int64[3]"));
    for (Primitive each :
        List.of(
            new Binary.Add(),
            new Binary.Sub(),
            new Binary.Mul(),
            new Binary.Div(),
            new Binary.Pow(),
            new Binary.Maximum(),
            new Binary.Minimum(),
            new Binary.Atan2())) {
      rows.add(Row.of(each, "float64[2, 3]; float64[2, 3]", "float64[2, 3]"));
    }
    for (Primitive each : List.of(new Binary.Less(), new Binary.LessEqual(), new Binary.Equal())) {
      rows.add(Row.of(each, "int64[4]; int64[4]", "bool[4]"));
    }
    rows.add(Row.of(new Binary.Equal(), "bool[]; bool[]", "bool[]"));
    for (Primitive each : List.of(new Binary.And(), new Binary.Or(), new Binary.Xor())) {
      rows.add(Row.of(each, "bool[4]; bool[4]", "bool[4]"));
      rows.add(Row.of(each, "int32[4]; int32[4]", "int32[4]"));
    }
    rows.add(Row.of(new Binary.ShiftLeft(), "int64[1]; int64[1]", "int64[1]"));
    rows.add(Row.of(new Binary.ShiftRight(), "int32[]; int32[]", "int32[]"));
    rows.add(Row.of(new Select(), "bool[3]; int32[3]; int32[3]", "int32[3]"));
    folds(rows);
    movements(rows);
    indices(rows);
    others(rows);
    return rows;
  }

  private static void folds(List<Row> rows) {
    rows.add(Row.of(new Reduction.Sum(List.of(0, 2)), "float32[2, 3, 4]", "float32[3]"));
    rows.add(Row.of(new Reduction.Sum(List.of(0)), "int64[0, 3]", "int64[3]"));
    rows.add(Row.of(new Reduction.Max(List.of(1)), "int32[2, 3]", "int32[2]"));
    rows.add(Row.of(new Reduction.Max(List.of(1)), "float32[0, 3]", "float32[0]"));
    rows.add(Row.of(new Reduction.ArgMax(1), "float64[2, 3]", "int32[2]"));
    rows.add(Row.of(new Contraction.MatMul(), "float32[2, 3]; float32[3, 5]", "float32[2, 5]"));
    rows.add(
        Row.of(new Contraction.MatMul(), "float64[4, 2, 0]; float64[4, 0, 5]", "float64[4, 2, 5]"));
    rows.add(
        Row.of(
            new Contraction.Conv(List.of(2L, 1L), List.of(1L, 3L), 2),
            "float32[8, 4, 9, 9]; float32[6, 2, 3, 2]",
            "float32[8, 6, 4, 6]"));
  }

  private static void movements(List<Row> rows) {
    rows.add(Row.of(new Movement.Reshape(Shape.of(6)), "bool[2, 3]", "bool[6]"));
    rows.add(Row.of(new Movement.Transpose(List.of(2, 0, 1)), "int32[2, 3, 4]", "int32[4, 2, 3]"));
    rows.add(Row.of(new Movement.Broadcast(Shape.of(5, 2, 3)), "bool[2, 1]", "bool[5, 2, 3]"));
    rows.add(
        Row.of(
            new Movement.Slice(List.of(1L, 0L), List.of(6L, 3L), List.of(2L, 5L)),
            "int64[7, 3]",
            "int64[3, 1]"));
    rows.add(Row.of(new Movement.Slice(List.of(2L), List.of(2L), ONE), "float32[7]", "float32[0]"));
    rows.add(Row.of(new Movement.Flip(List.of(0)), "float32[7]", "float32[7]"));
    rows.add(
        Row.of(
            new Movement.Pad(List.of(1L, 0L), List.of(2L, 0L), List.of(3L, 1L), 0),
            "float32[3, 0]",
            "float32[12, 0]"));
    rows.add(Row.of(new Movement.Concat(1), "bool[2, 3]; bool[2, 0]; bool[2, 4]", "bool[2, 7]"));
    rows.add(
        Row.of(
            new Windowing.Unfold(List.of(3L, 2L), List.of(2L, 1L), List.of(1L, 2L)),
            "float32[5, 7, 6]",
            "float32[5, 3, 4, 3, 2]"));
    rows.add(
        Row.of(
            new Windowing.Fold(List.of(7L, 6L), List.of(2L, 1L), List.of(1L, 2L)),
            "float32[5, 3, 4, 3, 2]",
            "float32[5, 7, 6]"));
  }

  private static void indices(List<Row> rows) {
    rows.add(Row.of(new Indexing.Gather(1), "bool[2, 9, 4]; int64[3, 5]", "bool[2, 3, 5, 4]"));
    rows.add(Row.of(new Indexing.Gather(0), "float32[9]; int32[]", "float32[]"));
    rows.add(
        Row.of(
            new Indexing.ScatterAdd(1, 9), "float32[2, 3, 5, 4]; int64[3, 5]", "float32[2, 9, 4]"));
    rows.add(Row.of(new Indexing.TakeAlong(0), "float32[2, 3]; int32[7, 3]", "float32[7, 3]"));
    rows.add(Row.of(new Indexing.PutAlong(0, 2), "float32[7, 3]; int32[7, 3]", "float32[2, 3]"));
    rows.add(Row.of(new Indexing.ArgSort(0, true), "float64[4]", "int32[4]"));
    rows.add(Row.of(new Indexing.CumSum(0, false), "int64[4, 2]", "int64[4, 2]"));
  }

  private static void others(List<Row> rows) {
    Spec floats = new Spec(Shape.of(2), DType.FLOAT32);
    rows.add(Row.of(new Source.Argument(floats, "x"), "", "float32[2]"));
    rows.add(Row.of(new Source.Fill(floats, 1.5), "", "float32[2]"));
    rows.add(Row.of(new Source.Iota(floats, 0), "", "float32[2]"));
    rows.add(Row.of(new Source.RandomBits(Shape.of(5), 0), "int64[]", "int32[5]"));
    rows.add(Row.of(new Control.Guard("no"), "float32[2]; bool[3]; int32[3]", "float32[2]"));
    rows.add(Row.of(new Control.Custom(new Halves()), "float32[6]", "float32[3]; int64[]"));
    rows.add(
        Row.of(
            new Control.Scan(body("float32[2]"), 1, 1, 5, false),
            "float32[2]; int32[5, 3]; bool[]",
            "float32[2]; int32[5, 3]; float32[5, 2]"));
  }

  /** Carry, slice and constant; gives a carry and the slice. */
  private static Graph body(String carryAfter) {
    Spec carry = spec("float32[2]");
    Instruction change = new Instruction(new Unary.Neg(), List.of(0), 3, List.of(spec(carryAfter)));
    return new Graph(
        List.of(carry, spec("int32[3]"), spec("bool[]")), List.of(change), List.of(3, 1));
  }

  private record Halves() implements CustomOp {
    @Override
    public String name() {
      return "halves";
    }

    @Override
    public List<Spec> infer(List<Spec> inputs) {
      return List.of(
          inputs.getFirst().with(Shape.of(inputs.getFirst().shape().dim(0) / 2)), spec("int64[]"));
    }

    @Override
    public void run(List<Storage> inputs, List<Storage> outputs) {
      throw new UnsupportedOperationException();
    }
  }

  private static List<Row> refusals() {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.of(
            new Unary.Exp(),
            "int32[3]",
            "exp: takes float32 or float64, was int32[3]; convert with to(DType.FLOAT32)"));
    rows.add(
        Row.of(
            new Unary.Neg(),
            "bool[3]",
            "neg: takes numbers, was bool[3]; convert with to(DType.FLOAT32)"));
    rows.add(Row.of(new Unary.Not(), "int32[3]", "not: takes bool, was int32[3]"));
    rows.add(
        Row.of(
            new Binary.Add(),
            "float32[3]; float64[3]",
            "add: takes operands of one type, was float32[3] and float64[3]; convert one with"
                + " to(DType)"));
    rows.add(
        Row.of(
            new Binary.Mul(),
            "float32[3]; float32[4]",
            "mul: takes operands of one shape, was float32[3] and float32[4]"));
    rows.add(
        Row.of(
            new Binary.Div(),
            "int32[]; int32[]",
            "div: takes float32 or float64, was int32[]; convert with to(DType.FLOAT32)"));
    rows.add(
        Row.of(
            new Binary.Less(),
            "bool[]; bool[]",
            "less: takes numbers, was bool[]; convert with to(DType.FLOAT32)"));
    rows.add(
        Row.of(
            new Binary.And(),
            "float32[]; float32[]",
            "and: takes bools or integers, was float32[]"));
    rows.add(
        Row.of(new Binary.ShiftLeft(), "bool[]; bool[]", "shiftleft: takes integers, was bool[]"));
    rows.add(
        Row.of(
            new Select(),
            "int32[3]; int32[3]; int32[3]",
            "select: takes a bool condition, was int32[3]"));
    rows.add(
        Row.of(
            new Select(),
            "bool[2]; int32[3]; int32[3]",
            "select: takes a condition of the shape of its values, was bool[2] and int32[3]"));
    rows.add(
        Row.of(
            new Reduction.Sum(List.of(1, 0)),
            "float32[2, 3]",
            "sum: axes [1, 0] are not ascending axes of float32[2, 3]"));
    rows.add(
        Row.of(
            new Reduction.Max(List.of(0)),
            "float32[0, 3]",
            "max: over the empty axis 0 of float32[0, 3] has no value"));
    rows.add(
        Row.of(
            new Reduction.ArgMax(2),
            "float32[2, 3]",
            "argmax: axes [2] are not ascending axes of float32[2, 3]"));
    refusedContractions(rows);
    refusedMovements(rows);
    refusedIndices(rows);
    refusedOthers(rows);
    return rows;
  }

  private static void refusedContractions(List<Row> rows) {
    String chain = " do not chain: columns of the first must equal rows of the second";
    rows.add(
        Row.of(
            new Contraction.MatMul(),
            "float32[2, 3]; float32[4, 5]",
            "matmul: float32[2, 3] and float32[4, 5]" + chain));
    rows.add(
        Row.of(
            new Contraction.MatMul(),
            "float32[2, 2, 3]; float32[3, 3, 5]",
            "matmul: float32[2, 2, 3] and float32[3, 3, 5]" + chain));
    rows.add(
        Row.of(
            new Contraction.MatMul(),
            "float32[2, 3]; float64[3, 5]",
            "matmul: takes one type, was float32[2, 3] and float64[3, 5]"));
    rows.add(
        Row.of(
            new Contraction.Conv(ONE, ONE, 1),
            "float32[2, 3, 7, 7]; float32[4, 3, 2, 2]",
            "conv: image float32[2, 3, 7, 7], filter float32[4, 3, 2, 2], strides [1] and"
                + " dilations [1] disagree on the spatial axes"));
    rows.add(
        Row.of(
            new Contraction.Conv(ONE, ONE, 2),
            "float32[2, 3, 7]; float32[4, 3, 2]",
            "conv: the channels of image float32[2, 3, 7] and filter float32[4, 3, 2] do not fit 2"
                + " groups"));
    rows.add(
        Row.of(
            new Contraction.Conv(ONE, ONE, 2),
            "float32[2, 4, 7]; float32[3, 2, 2]",
            "conv: the channels of image float32[2, 4, 7] and filter float32[3, 2, 2] do not fit 2"
                + " groups"));
    rows.add(
        Row.of(
            new Contraction.Conv(ONE, List.of(4L), 1),
            "float32[2, 3, 7]; float32[4, 3, 3]",
            "conv: a window of 3 with dilation 4 does not fit an axis of 7; pad it first"));
    rows.add(
        Row.of(
            new Contraction.Conv(List.of(0L), ONE, 1),
            "float32[2, 3, 7]; float32[4, 3, 3]",
            "conv: window, stride and dilation are positive"));
  }

  private static void refusedMovements(List<Row> rows) {
    rows.add(
        Row.of(
            new Movement.Reshape(Shape.of(4)),
            "int32[2, 3]",
            "reshape: int32[2, 3] has 6 elements, [4] has 4"));
    rows.add(
        Row.of(
            new Movement.Transpose(List.of(0, 0)),
            "int32[2, 3]",
            "transpose: [0, 0] is no permutation of the axes of int32[2, 3]"));
    rows.add(
        Row.of(
            new Movement.Broadcast(Shape.of(3, 2)),
            "int32[2, 3]",
            "broadcast: int32[2, 3] does not stretch to [3, 2]"));
    rows.add(
        Row.of(
            new Movement.Slice(List.of(2L), List.of(9L), ONE),
            "int32[7]",
            "slice: [2:9:1] is not within axis 0 of int32[7]"));
    rows.add(
        Row.of(
            new Movement.Slice(ONE, ONE, ONE),
            "int32[2, 3]",
            "slice: needs a start, a limit and a step for each axis of int32[2, 3]"));
    rows.add(
        Row.of(
            new Movement.Flip(List.of(1)),
            "int32[7]",
            "flip: axes [1] are not ascending axes of int32[7]"));
    rows.add(
        Row.of(
            new Movement.Pad(List.of(-1L), ONE, ONE, 0),
            "int32[7]",
            "pad: amounts of axis 0 are negative"));
    rows.add(
        Row.of(
            new Movement.Pad(ONE, ONE, List.of(), 0),
            "int32[7]",
            "pad: needs low, high and interior for each axis of int32[7]"));
    rows.add(
        Row.of(
            new Movement.Concat(0),
            "int32[2, 3]; int32[2, 4]",
            "concat: along axis 0, int32[2, 4] does not continue int32[2, 3]"));
    rows.add(
        Row.of(new Movement.Concat(1), "int32[2]", "concat: axis 1 of int32[2] does not exist"));
    rows.add(
        Row.of(
            new Windowing.Unfold(List.of(8L), ONE, ONE),
            "float32[7]",
            "unfold: a window of 8 with dilation 1 does not fit an axis of 7; pad it first"));
    rows.add(
        Row.of(
            new Windowing.Unfold(List.of(8L), ONE, List.of()),
            "float32[7]",
            "unfold: sizes [8], strides [1] and dilations [] do not fit float32[7]"));
    rows.add(
        Row.of(
            new Windowing.Fold(List.of(7L), ONE, ONE),
            "float32[4, 3]",
            "fold: 4 windows of 3 do not fit an axis of 7"));
    rows.add(
        Row.of(
            new Windowing.Fold(List.of(7L), ONE, ONE),
            "float32[4]",
            "fold: float32[4] has no windows of 1 axes"));
  }

  private static void refusedIndices(List<Row> rows) {
    rows.add(
        Row.of(
            new Indexing.Gather(0),
            "float32[9]; float32[3]",
            "gather: takes int32 or int64 indices, was float32[3]"));
    rows.add(
        Row.of(new Indexing.Gather(1), "float32[9]; int32[3]", "gather: axis 1 of float32[9]"));
    rows.add(
        Row.of(
            new Indexing.ScatterAdd(0, 9),
            "float32[4, 2]; int32[3]",
            "scatteradd: axes of indices int32[3] are not those of float32[4, 2] from axis 0"));
    rows.add(
        Row.of(
            new Indexing.TakeAlong(0),
            "float32[9, 2]; int32[3, 3]",
            "takealong: indices int32[3, 3] and values float32[9, 2] differ on another axis than"
                + " 0"));
    rows.add(
        Row.of(
            new Indexing.PutAlong(0, 4),
            "float32[9, 2]; int32[3, 2]",
            "putalong: indices int32[3, 2] do not have the shape of float32[9, 2]"));
    rows.add(Row.of(new Indexing.CumSum(-1, true), "float32[9]", "cumsum: axis -1 of float32[9]"));
    rows.add(
        Row.of(
            new Indexing.ArgSort(0, true),
            "bool[9]",
            "argsort: takes numbers, was bool[9]; convert with to(DType.FLOAT32)"));
  }

  private static void refusedOthers(List<Row> rows) {
    Spec whole = spec("int32[2]");
    rows.add(Row.of(new Source.Fill(whole, 1.5), "", "fill: the value of int32[2] was a Double"));
    rows.add(Row.of(new Source.Iota(whole, 1), "", "iota: axis 1 of int32[2]"));
    rows.add(Row.of(new Source.Iota(spec("bool[2]"), 0), "", "iota: cannot count in bool"));
    rows.add(
        Row.of(
            new Source.RandomBits(Shape.of(5), 0),
            "int32[]",
            "randombits: takes a key of int64[], was int32[]"));
    rows.add(
        Row.of(
            new Control.Guard("no"),
            "float32[2]; int32[3]",
            "guard: takes a bool condition, was int32[3]"));
    rows.add(
        Row.of(
            new Control.Guard("no"),
            "float32[2]; bool[3]; int32[2]",
            "guard: the culprit int32[2] does not have the shape of the condition bool[3]"));
    rows.add(
        Row.of(
            new Control.Scan(body("float32[2]"), 1, 1, 5, false),
            "float32[2]; int32[4, 3]; bool[]",
            "scan: input 1 must be int32[5, 3], was int32[4, 3]"));
    rows.add(
        Row.of(
            new Control.Scan(body("float32[2]"), 1, 1, 5, false),
            "float32[2]; int32[4, 3]",
            "scan: the body takes 3 inputs, was given 2"));
    rows.add(
        Row.of(
            new Control.Scan(body("float64[2]"), 1, 1, 5, false),
            "float32[2]; int32[5, 3]; bool[]",
            "scan: carry 0 is float32[2] before a step and float64[2] after it"));
  }

  private static Spec spec(String text) {
    int open = text.indexOf('[');
    String inside = text.substring(open + 1, text.length() - 1);
    long[] extents =
        inside.isEmpty()
            ? new long[0]
            : Arrays.stream(inside.split(", ")).mapToLong(Long::parseLong).toArray();
    return new Spec(Shape.of(extents), DType.named(text.substring(0, open)));
  }

  private static List<Spec> specs(String text) {
    return text.isEmpty()
        ? List.of()
        : Stream.of(text.split("; ")).map(InferenceTest::spec).toList();
  }

  @TestFactory
  Stream<DynamicTest> specsOfResults() {
    return results().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.toString(),
                () -> assertEquals(specs(row.expected), row.primitive.infer(specs(row.inputs)))));
  }

  @TestFactory
  Stream<DynamicTest> messages() {
    return refusals().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.toString(),
                () ->
                    assertEquals(
                        row.expected,
                        assertThrows(
                                ThalwegException.class,
                                () -> row.primitive.infer(specs(row.inputs)))
                            .getMessage())));
  }

  @Test
  void allPrimitivesAreHere() {
    Set<Class<?>> all = new HashSet<>();
    collect(Primitive.class, all);
    assertEquals(
        all, results().stream().map(row -> row.primitive.getClass()).collect(Collectors.toSet()));
  }

  private static void collect(Class<?> type, Set<Class<?>> found) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, found);
      }
    } else {
      found.add(type);
    }
  }

  @Test
  void aGraphReadsLikeAListing() {
    Spec spec = spec("float32[2]");
    Graph graph =
        new Graph(
            List.of(spec, spec),
            List.of(
                new Instruction(new Binary.Add(), List.of(0, 1), 2, List.of(spec)),
                new Instruction(
                    new Reduction.Sum(List.of(0)), List.of(2), 3, List.of(spec("float32[]")))),
            List.of(3, 0));
    assertEquals(
        """
        %0: float32[2] = input
        %1: float32[2] = input
        %2: float32[2] = add %0 %1
        %3: float32[] = sum[axes=[0]] %2
        return %3 %0\
        """,
        graph.toString());
    assertEquals(List.of(spec("float32[]"), spec), graph.outputSpecs());
    assertEquals("halves", new Control.Custom(new Halves()).label());
  }

  @Test
  void theOrderOfPolygammaIsNotNegative() {
    assertThrows(ThalwegException.class, () -> new Unary.Polygamma(-1));
  }
}
