package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Movement;
import org.thalweg.engine.reference.ReferenceEngine;
import org.thalweg.testkit.graph.GraphBuilder;

/**
 * Elements by an index each, against the reference: axes of every place, one task and several,
 * indices that repeat, that lie outside, and that are the same for all outer positions.
 */
class AlongTest {
  @ParameterizedTest
  @CsvSource({
    "5, 7, 1, 9, FLOAT32, INT32",
    "5, 7, 3, 9, FLOAT32, INT64",
    "900, 29, 1, 30, FLOAT32, INT32",
    "70, 9, 60, 11, FLOAT64, INT64",
    "1, 40000, 1, 50000, FLOAT32, INT64",
    "40000, 6, 1, 1, FLOAT32, INT32",
    "40000, 6, 1, 1, FLOAT64, INT64",
    "30, 5, 7, 4, INT32, INT32",
    "30, 5, 7, 4, INT64, INT32",
    "30, 5, 7, 4, BOOL, INT64"
  })
  void equalsTheReference(
      long outer, long extent, long inner, long count, DType dtype, DType indexType) {
    for (boolean repeats : new boolean[] {false, true}) {
      GraphBuilder b = new GraphBuilder();
      Shape indexShape = Shape.of(outer, count, inner);
      int values = b.input(new Spec(Shape.of(outer, extent, inner), dtype));
      int given = b.input(new Spec(Shape.of(repeats ? 1 : outer, count, inner), indexType));
      int elements = b.input(new Spec(indexShape, dtype));
      int indices = repeats ? b.add(new Movement.Broadcast(indexShape), given) : given;
      int taken = b.add(new Indexing.TakeAlong(1), values, indices);
      Graph graph =
          dtype == DType.BOOL
              ? b.build(taken)
              : b.build(taken, b.add(new Indexing.PutAlong(1, extent), elements, indices));
      SplittableRandom random = new SplittableRandom(outer + count);
      Storage[] inputs = new Storage[3];
      for (int i = 0; i < inputs.length; i++) {
        Spec spec = graph.inputs().get(i);
        inputs[i] = Storage.allocate(spec.dtype(), spec.shape().size());
        for (long k = 0; k < spec.shape().size(); k++) {
          // sums of eighths are exact; one index in ten lies outside
          double number = i == 1 ? random.nextLong(extent * 12 / 10 + 2) - 1 : random.nextInt(80);
          inputs[i].setDouble(k, i == 1 ? number : dtype == DType.BOOL ? number % 2 : number / 8);
        }
      }
      Storage[] expected = outputs(graph);
      Storage[] found = outputs(graph);
      new ReferenceEngine().compile(graph).run(inputs, expected);
      new VectorEngine(2).compile(graph).run(inputs, found);
      for (int i = 0; i < found.length; i++) {
        long size = graph.outputSpecs().get(i).shape().size();
        for (long k = 0; k < size; k++) {
          String at = "output " + i + ", element " + k + (repeats ? ", repeated" : "");
          assertEquals(expected[i].getDouble(k), found[i].getDouble(k), at);
        }
      }
    }
  }

  private static Storage[] outputs(Graph graph) {
    return graph.outputSpecs().stream()
        .map(spec -> Storage.allocate(spec.dtype(), spec.shape().size()))
        .toArray(Storage[]::new);
  }
}
