package org.thalweg.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Unary;
import org.thalweg.api.graph.Windowing;
import org.thalweg.api.tensor.Tensor;

/** Primitives, against what NumPy, PyTorch and JAX give. */
class PrimitivesTest {
  private static final Map<String, Primitive> PRIMITIVES =
      Map.ofEntries(
          Map.entry("conv1d", new Contraction.Conv(List.of(2L), List.of(2L), 1)),
          Map.entry("conv2d", new Contraction.Conv(List.of(2L, 1L), List.of(1L, 3L), 2)),
          Map.entry("conv3d", new Contraction.Conv(List.of(1L, 2L, 1L), List.of(2L, 1L, 1L), 1)),
          Map.entry("matmul", new Contraction.MatMul()),
          Map.entry("unfold", new Windowing.Unfold(List.of(3L), List.of(2L), List.of(1L))),
          Map.entry(
              "unfold-dilated",
              new Windowing.Unfold(List.of(2L, 2L), List.of(2L, 1L), List.of(2L, 3L))),
          Map.entry("fold", new Windowing.Fold(List.of(7L, 5L), List.of(2L, 1L), List.of(1L, 2L))),
          Map.entry(
              "pad", new Movement.Pad(List.of(1L, 0L), List.of(0L, 2L), List.of(2L, 1L), -1.5)),
          Map.entry(
              "slice",
              new Movement.Slice(List.of(1L, 0L, 2L), List.of(6L, 5L, 9L), List.of(2L, 1L, 3L))),
          Map.entry("flip", new Movement.Flip(List.of(0, 2))),
          Map.entry("transpose", new Movement.Transpose(List.of(2, 0, 1))),
          Map.entry("reshape", new Movement.Reshape(Shape.of(10, 27))),
          Map.entry("broadcast", new Movement.Broadcast(Shape.of(2, 3, 4))),
          Map.entry("concat", new Movement.Concat(1)),
          Map.entry("gather", new Indexing.Gather(1)),
          Map.entry("scatter-add", new Indexing.ScatterAdd(1, 5)),
          Map.entry("take-along", new Indexing.TakeAlong(0)),
          Map.entry("put-along", new Indexing.PutAlong(0, 3)),
          Map.entry("argsort", new Indexing.ArgSort(1, false)),
          Map.entry("argsort-descending", new Indexing.ArgSort(1, true)),
          Map.entry("argmax", new Reduction.ArgMax(1)),
          Map.entry("max", new Reduction.Max(List.of(0))),
          Map.entry("sum", new Reduction.Sum(List.of(0, 2))),
          Map.entry("cumsum", new Indexing.CumSum(0, false)),
          Map.entry("cumsum-reverse", new Indexing.CumSum(1, true)),
          Map.entry("round", new Unary.Round()),
          Map.entry("floor", new Unary.Floor()),
          Map.entry("sign", new Unary.Sign()),
          Map.entry("pow", new Binary.Pow()),
          Map.entry("atan2", new Binary.Atan2()),
          Map.entry("maximum", new Binary.Maximum()),
          Map.entry("minimum", new Binary.Minimum()));

  /** Inputs of a case, then its output. */
  private static Map<String, List<String[]>> cases() {
    Map<String, List<String[]>> cases = new LinkedHashMap<>();
    for (String[] row : GoldenFile.rows("primitives.csv")) {
      cases.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(row);
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> agreesWithOthers() {
    Map<String, List<String[]>> cases = cases();
    assertEquals(PRIMITIVES.keySet(), cases.keySet());
    return PRIMITIVES.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    Engines.with(
                        new ReferenceEngine(),
                        () ->
                            check(
                                entry.getValue(), cases.getOrDefault(entry.getKey(), List.of())))));
  }

  private static boolean check(Primitive primitive, List<String[]> rows) {
    Tensor[] inputs = new Tensor[rows.size() - 1];
    for (int i = 0; i < inputs.length; i++) {
      boolean indices = i == 1 && primitive instanceof Indexing;
      inputs[i] = tensor(rows.get(i), indices ? DType.INT64 : DType.FLOAT64);
    }
    Tensor expected = tensor(rows.getLast(), DType.FLOAT64);
    Tensor actual = Tensor.record(primitive, inputs);
    assertEquals(expected.shape(), actual.shape());
    double[] wanted = expected.toDoubleArray();
    double[] found = actual.toDoubleArray();
    for (int i = 0; i < wanted.length; i++) {
      double w = wanted[i];
      double f = found[i];
      boolean close = Double.compare(w, f) == 0 || Math.abs(w - f) <= 1e-12 * Math.abs(w);
      assertTrue(close && Double.isFinite(w) == Double.isFinite(f), i + ": " + w + ", was " + f);
    }
    return true;
  }

  private static Tensor tensor(String[] row, DType dtype) {
    long[] extents =
        row[2].isEmpty()
            ? new long[0]
            : Stream.of(row[2].split("x")).mapToLong(Long::parseLong).toArray();
    double[] values = Stream.of(row[3].split(" ")).mapToDouble(Double::parseDouble).toArray();
    return Tensor.of(Shape.of(extents), dtype, values);
  }
}
