package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.engine.reference.ReferenceEngine;

/** Loops that become one: those that compute the same products and do not wait for each other. */
class LoopsTest {
  private static final int TURNS = 4;

  /** What is computed of x [4, 5, 6] and w [6, 3], and how many loops and products that takes. */
  enum Form {
    /** The logits, and for the gradient one product for x and one for w. */
    MEAN_AND_GRADIENT(1, 3),
    /** The gradient needs the values, and so comes after them. */
    SQUARE_AND_GRADIENT(2, 4),
    /** The gradient goes from the last step to the first; the state goes the other way. */
    RECURRENCE_AND_GRADIENT(2, 4),
    TWO_MAPS(1, 1),
    TWO_STATES(1, 1),
    A_STATE_AND_A_MAP_BACKWARDS(1, 1),
    TWO_WAYS(2, 2),
    TWO_LENGTHS(2, 2),
    NOTHING_IN_COMMON(2, 2),
    ONE_AFTER_THE_OTHER(2, 2),
    THREE(1, 1);

    private final int loops;
    private final int products;

    Form(int loops, int products) {
      this.loops = loops;
      this.products = products;
    }

    List<Tensor> of(Tensor x, Tensor w) {
      return switch (this) {
        case MEAN_AND_GRADIENT -> gradient(x, w, values -> values.mean());
        case SQUARE_AND_GRADIENT -> gradient(x, w, values -> values.square().sum());
        case RECURRENCE_AND_GRADIENT -> {
          ValueAndGrad<Tensor> result =
              Grad.valueAndGrad((Tensor p) -> sums(x, p, false).state().sum()).apply(w);
          yield List.of(result.value(), result.gradient());
        }
        case TWO_MAPS -> List.of(logSums(x, w), products(x, w));
        case TWO_STATES -> both(sums(x, w, false), largest(x, w, false));
        case A_STATE_AND_A_MAP_BACKWARDS -> {
          Stepped<Tensor, Tensor> sums = sums(x, w, true);
          yield List.of(sums.state(), sums.output(), logSums(x, w));
        }
        case TWO_WAYS -> both(sums(x, w, false), largest(x, w, true));
        case TWO_LENGTHS -> List.of(logSums(x, w), products(x.slice(0, 0, 3), w));
        case NOTHING_IN_COMMON -> List.of(logSums(x, w), products(x, w.neg()));
        case ONE_AFTER_THE_OTHER -> {
          Tensor first = logSums(x, w);
          yield List.of(first, products(x, w.mul(first.sum())));
        }
        case THREE -> {
          Stepped<Tensor, Tensor> sums = sums(x, w, false);
          yield List.of(logSums(x, w), sums.state(), sums.output(), products(x, w));
        }
      };
    }
  }

  private static List<Tensor> both(Stepped<Tensor, Tensor> first, Stepped<Tensor, Tensor> second) {
    return List.of(first.state(), first.output(), second.state(), second.output());
  }

  private static List<Tensor> gradient(
      Tensor x, Tensor w, java.util.function.UnaryOperator<Tensor> end) {
    ValueAndGrad<List<Tensor>> result =
        Grad.valueAndGrad((List<Tensor> p) -> end.apply(logSums(p.getFirst(), p.getLast())))
            .apply(List.of(x, w));
    return List.of(result.value(), result.gradient().getFirst(), result.gradient().getLast());
  }

  private static Tensor logSums(Tensor x, Tensor w) {
    return Loops.map(x, slice -> slice.matmul(w).exp().sum(1).log());
  }

  private static Tensor products(Tensor x, Tensor w) {
    return Loops.map(x, slice -> slice.matmul(w).mul(2));
  }

  private static Stepped<Tensor, Tensor> sums(Tensor x, Tensor w, boolean reverse) {
    return Loops.scan(
        Tensor.full(Shape.of(5, 3), DType.FLOAT64, 0),
        x,
        reverse,
        (sum, slice) -> new Stepped<>(sum.mul(0.5).add(slice.matmul(w)).tanh(), sum.square()));
  }

  private static Stepped<Tensor, Tensor> largest(Tensor x, Tensor w, boolean reverse) {
    return Loops.scan(
        Tensor.full(Shape.of(3), DType.FLOAT64, 0),
        x,
        reverse,
        (most, slice) -> {
          Tensor product = slice.matmul(w);
          return new Stepped<>(most.maximum(product.max(0)), product.sum());
        });
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void becomeOneWhereTheyShareProducts(Form form) {
    List<Tensor> inputs = List.of(random(1, TURNS, 5, 6), random(2, 6, 3));
    Compiled<List<Tensor>, List<Tensor>> compiled =
        Compiled.of(given -> form.of(given.getFirst(), given.getLast()));
    for (int threads = 1; threads <= 2; threads++) {
      VectorEngine engine = new VectorEngine(threads);
      List<Tensor> found = Engines.with(engine, () -> compiled.apply(inputs));
      List<Tensor> expected = Engines.with(new ReferenceEngine(), () -> compiled.apply(inputs));
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(
            expected.get(i).toDoubleArray(), found.get(i).toDoubleArray(), 1e-12, "result " + i);
      }
      String text = Engines.with(engine, () -> compiled.describe(inputs));
      assertEquals(form.loops, count(text, "scan ["), text);
      assertEquals(form.products, count(text, "matmul "), text);
    }
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  private static Tensor random(long seed, long... dims) {
    Shape shape = Shape.of(dims);
    return Tensor.of(
        shape, DType.FLOAT64, new SplittableRandom(seed).doubles(shape.size(), -1, 1).toArray());
  }
}
