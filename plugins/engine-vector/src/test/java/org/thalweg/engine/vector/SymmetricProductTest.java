package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.engine.reference.ReferenceEngine;
import org.thalweg.testkit.graph.GraphBuilder;

/** Products whose form says that they are symmetric, of which half is computed. */
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

  /** Polynomials of one symmetric matrix, and matrices that only look like it. */
  enum Form {
    SQUARE(true),
    OF_ITS_TRANSPOSE(true),
    OF_POLYNOMIALS(true),
    WITH_THE_IDENTITY(true),
    OF_PRODUCTS(true),
    OF_OTHERS(false),
    WITH_A_NUMBER(false),
    WITH_A_ROW(false),
    ELEMENT_BY_ELEMENT(false),
    WITH_A_DIAGONAL(false);

    private final boolean symmetric;

    Form(boolean symmetric) {
      this.symmetric = symmetric;
    }

    /** Returns two factors that are made of two symmetric matrices a and b. */
    List<Tensor> factors(Tensor a, Tensor b) {
      Tensor one = Tensors.eye(a.dim(0), a.dtype());
      Tensor row = Tensors.arange(a.dim(0), DType.INT64).to(a.dtype());
      return switch (this) {
        case SQUARE -> List.of(a, a);
        case OF_ITS_TRANSPOSE -> List.of(a, a.t());
        case OF_POLYNOMIALS -> List.of(a.mul(0.3).neg(), a.matmul(a).sub(a.div(3)));
        case WITH_THE_IDENTITY -> List.of(one.mul(2).sub(a), a.matmul(a));
        case OF_PRODUCTS -> List.of(a.matmul(a).matmul(a), a.add(a.matmul(a)));
        case OF_OTHERS -> List.of(a, b);
        case WITH_A_NUMBER -> List.of(a, a.add(1));
        case WITH_A_ROW -> List.of(a, a.mul(row));
        case ELEMENT_BY_ELEMENT -> List.of(a, a.square());
        case WITH_A_DIAGONAL -> List.of(a, a.add(one.mul(row)));
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void knowsPolynomialsOfOneMatrix(Form form) {
    List<Tensor> inputs = List.of(random(1), random(2));
    Compiled<List<Tensor>, Tensor> product =
        Compiled.of(given -> {
          List<Tensor> factors =
              form.factors(
                  given.getFirst().matmul(given.getFirst().t()),
                  given.getLast().matmul(given.getLast().t()));
          return factors.getFirst().matmul(factors.getLast());
        });
    Engine vector = new VectorEngine(2);
    Tensor found = Engines.with(vector, () -> product.apply(inputs));
    Tensor expected = Engines.with(new ReferenceEngine(), () -> product.apply(inputs));
    assertArrayEquals(expected.toDoubleArray(), found.toDoubleArray(), 1e-9);
    // the last product of the program is that of the factors
    String text = Engines.with(vector, () -> product.describe(inputs));
    String last = text.substring(text.lastIndexOf("matmul") - "symmetric ".length());
    assertEquals(form.symmetric, last.startsWith("symmetric"), text);
  }

  private static Tensor random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Tensor.of(
        Shape.of(100, 120), DType.FLOAT64, random.doubles(12_000, -0.1, 0.1).toArray());
  }
}
