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
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.engine.reference.ReferenceEngine;

/** Loops over many short rows, of operands that lie in memory in all ways, in exact arithmetic. */
class FlatRowsTest {
  /**
   * Outer positions, rows and columns; the last, and those that end with a whole vector, are not
   * made one.
   */
  private static final long[][] SPACES = {
    {1, 4, 2}, {1, 5, 3}, {3, 7, 8}, {2, 32, 31}, {5, 900, 10}, {1, 600, 64}, {1, 9, 65}
  };

  /** What is computed of numbers [O, R + 1, C + 2] and a truth for each row [O, R, 1]. */
  enum Form {
    ROWS_WITH_GAPS {
      @Override
      Tensor of(Tensor x, Tensor truth) {
        return inner(x, 1).add(inner(x, 0).mul(2));
      }
    },
    NUMBERS_OF_ROWS {
      @Override
      Tensor of(Tensor x, Tensor truth) {
        return inner(x, 0).mul(inner(x, 2).slice(2, 0, 1));
      }
    },
    NUMBERS_OF_COLUMNS {
      @Override
      Tensor of(Tensor x, Tensor truth) {
        return inner(x, 0).sub(inner(x, 1).slice(1, 0, 1));
      }
    },
    TRUTHS_OF_ROWS {
      @Override
      Tensor of(Tensor x, Tensor truth) {
        return Tensors.where(truth, inner(x, 0), inner(x, 2));
      }
    },
    TRUTHS {
      @Override
      Tensor of(Tensor x, Tensor truth) {
        return inner(x, 0).lt(inner(x, 1)).and(inner(x, 1).slice(1, 0, 1).lt(1));
      }
    },
    ONE_NUMBER {
      @Override
      Tensor of(Tensor x, Tensor truth) {
        Tensor one = x.slice(0, 0, 1).slice(1, 0, 1).slice(2, 0, 1);
        return inner(x, 1).mul(one).add(inner(x, 0).slice(0, 0, 1));
      }
    };

    abstract Tensor of(Tensor x, Tensor truth);
  }

  /** Returns [O, R, C] out of the middle, from a column on. */
  private static Tensor inner(Tensor x, long from) {
    return x.slice(1, 1, x.dim(1)).slice(2, from, x.dim(2) - 2 + from);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void equalsTheReference(Form form) {
    for (long[] space : SPACES) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
        Shape shape = Shape.of(space[0], space[1] + 1, space[2] + 2);
        SplittableRandom random = new SplittableRandom(space[1]);
        // sums and products of eighths are exact
        double[] numbers =
            random.ints(shape.size(), -80, 80).mapToDouble(number -> number / 8.0).toArray();
        Tensor x = Tensor.of(shape, dtype, numbers);
        List<Tensor> given = List.of(x, inner(x, 1).slice(2, 0, 1).lt(0.5).eval());
        Compiled<List<Tensor>, Tensor> compiled =
            Compiled.of(tensors -> form.of(tensors.getFirst(), tensors.getLast()));
        double[] expected =
            Engines.with(new ReferenceEngine(), () -> compiled.apply(given)).toDoubleArray();
        double[] found =
            Engines.with(new VectorEngine(2), () -> compiled.apply(given)).toDoubleArray();
        assertArrayEquals(expected, found, form + " " + shape + " " + dtype);
        String text = Engines.with(new VectorEngine(2), () -> compiled.describe(given));
        assertEquals(space[2] < 64, text.contains("as one row"), text);
      }
    }
  }
}
