package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.engine.reference.ReferenceEngine;

/** What is written where something else was: sums of products, and results over what they read. */
class InPlaceTest {
  /** Sums of c [40, 30], and products of a [40, 50] and b [50, 30] or others of these shapes. */
  enum Sum {
    PLAIN(true),
    SWAPPED(true),
    TRANSPOSED(true),
    OF_ONE_MATRIX(true),
    OF_A_BATCH(true),
    OF_A_ROW(true),
    OF_NOTHING(true),
    USED_TWICE(false),
    OF_A_SCALED_MATRIX(false),
    OF_A_COLUMN_REPEATED(false),
    OF_A_PART(false);

    private final boolean added;

    Sum(boolean added) {
      this.added = added;
    }

    /** Returns the shape of c. */
    Shape shape() {
      return switch (this) {
        case OF_ONE_MATRIX -> Shape.of(40, 40);
        case OF_A_BATCH -> Shape.of(4, 10, 30);
        case OF_A_ROW -> Shape.of(1, 30);
        case OF_A_COLUMN_REPEATED -> Shape.of(40, 1);
        case OF_A_PART -> Shape.of(80, 30);
        default -> Shape.of(40, 30);
      };
    }

    Tensor of(Tensor a, Tensor b, Tensor c) {
      return switch (this) {
        case PLAIN -> c.add(a.matmul(b));
        case SWAPPED -> a.matmul(b).add(c);
        case TRANSPOSED -> c.add(b.t().matmul(a.t()).t());
        case OF_ONE_MATRIX -> c.add(a.matmul(a.t()));
        case OF_A_BATCH -> c.add(a.reshape(4, 10, 50).matmul(b.broadcastTo(Shape.of(4, 50, 30))));
        case OF_A_ROW -> c.add(a.slice(0, 3, 4).matmul(b));
        case OF_NOTHING -> c.add(a.slice(1, 0, 0).matmul(b.slice(0, 0, 0)));
        case USED_TWICE -> {
          Tensor product = a.matmul(b);
          yield c.add(product).mul(product);
        }
        case OF_A_SCALED_MATRIX -> c.mul(0.5).add(a.matmul(b));
        case OF_A_COLUMN_REPEATED -> c.add(a.matmul(b));
        case OF_A_PART -> c.slice(0, 20, 60).add(a.matmul(b));
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Sum.class)
  void productsAreAddedToWhatIsThere(Sum sum) {
    List<Tensor> inputs =
        List.of(random(1, Shape.of(40, 50)), random(2, Shape.of(50, 30)), random(3, sum.shape()));
    Compiled<List<Tensor>, Tensor> compiled =
        Compiled.of(given -> sum.of(given.get(0), given.get(1), given.get(2)));
    double[] before = inputs.getLast().toDoubleArray();
    double[] expected =
        Engines.with(new ReferenceEngine(), () -> compiled.apply(inputs)).toDoubleArray();
    VectorEngine engine = new VectorEngine(2);
    double[] found = Engines.with(engine, () -> compiled.apply(inputs)).toDoubleArray();
    assertArrayEquals(expected, found, 1e-12);
    assertArrayEquals(before, inputs.getLast().toDoubleArray(), "an input is not written");
    String text = Engines.with(engine, () -> compiled.describe(inputs));
    assertEquals(sum.added, text.contains("added to"), text);
  }

  @Test
  void aStateTakesProductsWithoutACopy() {
    List<Tensor> factors = List.of(random(1, Shape.of(40, 50)), random(2, Shape.of(50, 30)));
    Tensor start = random(3, Shape.of(40, 30));
    CompiledStep<Tensor, List<Tensor>, Tensor> step =
        Engines.with(
            new VectorEngine(2),
            () ->
                CompiledStep.of(
                    start,
                    factors,
                    (state, f) ->
                        new Stepped<>(
                            state.add(f.getFirst().matmul(f.getLast())), Tensor.scalar(0.0))));
    step.run(factors);
    step.run(factors);
    Tensor expected =
        Engines.with(
            new ReferenceEngine(),
            () -> start.add(factors.getFirst().matmul(factors.getLast()).mul(2)).eval());
    assertArrayEquals(
        expected.toDoubleArray(), step.state().toDoubleArray(), 1e-12, step.describe());
    assertEquals(0, bytes(step.describe()), step.describe());
  }

  /** Rows of a product x, which a last product takes; what lies between is as large. */
  enum Rows {
    /** One buffer: the results of the rows come to lie where x was. */
    SOFTMAX(1) {
      @Override
      Tensor of(Tensor x) {
        Tensor power = x.sub(x.maxKeep(1)).exp();
        return power.div(power.sumKeep(1));
      }
    },
    /** Two, and two of their products: x is read again after the first result is written. */
    TWO_RESULTS(4) {
      @Override
      Tensor of(Tensor x) {
        Tensor below = x.sub(x.maxKeep(1));
        Tensor scaled = x.div(below.square().sumKeep(1));
        return below.matmul(square()).add(scaled.matmul(square().t())).matmul(square());
      }
    };

    private final int buffers;

    Rows(int buffers) {
      this.buffers = buffers;
    }

    abstract Tensor of(Tensor x);
  }

  private static final int ROWS = 300;

  private static Tensor square() {
    return random(9, Shape.of(ROWS, ROWS));
  }

  @ParameterizedTest
  @EnumSource(Rows.class)
  void resultsLieWhereTheirOperandsWere(Rows rows) {
    List<Tensor> inputs = List.of(random(1, Shape.of(ROWS, 8)), random(2, Shape.of(8, ROWS)));
    Compiled<List<Tensor>, Tensor> compiled =
        Compiled.of(given -> {
          Tensor x = given.getFirst().matmul(given.getLast());
          return rows.of(x).matmul(given.getFirst());
        });
    double[] expected =
        Engines.with(new ReferenceEngine(), () -> compiled.apply(inputs)).toDoubleArray();
    for (int threads = 1; threads <= 2; threads++) {
      VectorEngine engine = new VectorEngine(threads);
      double[] found = Engines.with(engine, () -> compiled.apply(inputs)).toDoubleArray();
      assertArrayEquals(expected, found, 1e-9);
      String text = Engines.with(engine, () -> compiled.describe(inputs));
      long buffers = Math.round(bytes(text) / (ROWS * ROWS * 8.0));
      assertEquals(rows.buffers, buffers, text);
    }
  }

  private static long bytes(String description) {
    Matcher matcher = Pattern.compile("(\\d+) bytes of memory").matcher(description);
    assertTrue(matcher.find(), description);
    return Long.parseLong(matcher.group(1));
  }

  private static Tensor random(long seed, Shape shape) {
    return Tensor.of(
        shape, DType.FLOAT64, new SplittableRandom(seed).doubles(shape.size(), -1, 1).toArray());
  }
}
