package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Movement;
import org.thalweg.testkit.graph.GraphBuilder;

/** Products of a matrix and its own transpose, of which half is computed. */
class SymmetricProductTest {
  @ParameterizedTest
  @CsvSource({
    "1, 96, 2",
    "1, 97, 7",
    "3, 131, 40",
    "1, 300, 300",
    "2, 500, 17",
    "1, 1000, 5",
    "1, 128, 0",
  })
  void hasTheBitsOfAProductOfTwoMatrices(long batch, long rows, long columns) {
    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (boolean tall : new boolean[] {false, true}) {
        Storage x = Storage.allocate(type, batch * rows * columns);
        SplittableRandom random = new SplittableRandom(rows);
        for (long i = 0; i < batch * rows * columns; i++) {
          x.setDouble(i, random.nextDouble(-1, 1));
        }
        Shape shape = tall ? Shape.of(batch, columns, rows) : Shape.of(batch, rows, columns);
        Executable two = new VectorEngine(1).compile(product(new Spec(shape, type), tall, 2));
        Storage expected = Storage.allocate(type, batch * rows * rows);
        two.run(new Storage[] {x, x}, new Storage[] {expected});
        for (int threads = 1; threads <= 3; threads++) {
          VectorEngine engine = new VectorEngine(threads);
          Executable one = engine.compile(product(new Spec(shape, type), tall, 1));
          assertEquals(true, one.describe().contains("symmetric matmul"), one.describe());
          Storage result = Storage.allocate(type, batch * rows * rows);
          one.run(new Storage[] {x}, new Storage[] {result});
          assertEquals(-1, expected.segment().mismatch(result.segment()), "threads " + threads);
        }
      }
    }
  }

  /** Returns x x^T, or x^T x of a tall one, where the second x may be an input of its own. */
  private static Graph product(Spec spec, boolean tall, int inputs) {
    GraphBuilder b = new GraphBuilder();
    int first = b.input(spec);
    int second = inputs == 1 ? first : b.input(spec);
    Movement exchanged = new Movement.Transpose(List.of(0, 2, 1));
    int left = tall ? b.add(exchanged, first) : first;
    int right = tall ? second : b.add(exchanged, second);
    return b.build(b.add(new Contraction.MatMul(), left, right));
  }
}
