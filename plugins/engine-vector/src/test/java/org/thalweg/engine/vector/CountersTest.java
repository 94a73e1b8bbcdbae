package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
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

/** Integers of either width beside floats of either width: labels, lengths, positions. */
class CountersTest {
  private static final int ROWS = 9;
  private static final int COLUMNS = 37;

  /** Columns, next to them, and what only a long holds; the low half of most is a column. */
  private static final long[] INDICES = {
    0, 36, 37, -1, 1L << 32, (1L << 32) + 5, -(1L << 32) + 5, Long.MAX_VALUE, Long.MIN_VALUE
  };

  /** What is computed of floats x [9, 37] and integers i [9]. */
  enum Form {
    PICK {
      @Override
      Tensor of(Tensor x, Tensor i) {
        return Tensors.where(i.unsqueeze(1).eq(numbers(i)), x, 0).sum(1);
      }
    },
    GRADIENT_OF_A_PICK {
      @Override
      Tensor of(Tensor x, Tensor i) {
        Tensor power = x.exp();
        Tensor hit = numbers(i).eq(i.unsqueeze(1)).to(x.dtype());
        return power.div(power.sumKeep(1)).sub(hit);
      }
    },
    BEFORE {
      @Override
      Tensor of(Tensor x, Tensor i) {
        return Tensors.where(numbers(i).lt(i.unsqueeze(1)), x, -1);
      }
    },
    NOT_BEFORE {
      @Override
      Tensor of(Tensor x, Tensor i) {
        return Tensors.where(i.unsqueeze(1).le(numbers(i)), x, -1);
      }
    },
    AFTER {
      @Override
      Tensor of(Tensor x, Tensor i) {
        return Tensors.where(i.unsqueeze(1).lt(numbers(i)), x, -1);
      }
    },
    DISCOUNTED {
      @Override
      Tensor of(Tensor x, Tensor i) {
        return x.div(numbers(i).to(x.dtype()).add(2));
      }
    },
    DIAGONAL {
      @Override
      Tensor of(Tensor x, Tensor i) {
        Tensor rows = Tensors.arange(ROWS, i.dtype()).unsqueeze(1);
        return Tensors.where(rows.eq(numbers(i)), x, x.mul(0.5));
      }
    },
    /** What counts is a float here. */
    OF_FLOATS {
      @Override
      Tensor of(Tensor x, Tensor i) {
        Tensor numbers = Tensors.arange(COLUMNS, x.dtype());
        Tensor floats = i.to(x.dtype()).unsqueeze(1);
        return Tensors.where(
            floats.eq(numbers), x, Tensors.where(floats.lt(numbers), x.neg(), x.mul(2)));
      }
    },
    /** Labels of columns beside labels of rows, and a diagonal that counts. */
    SAME {
      @Override
      Tensor of(Tensor x, Tensor i) {
        Tensor others = numbers(i).lt(5).to(i.dtype()).mul(36);
        Tensor rows = Tensors.arange(ROWS, i.dtype()).unsqueeze(1);
        Tensor same = others.eq(i.unsqueeze(1)).and(rows.eq(numbers(i)).not());
        return Tensors.where(same, x.exp(), 0);
      }
    },
    /** Its integers stay as they are. */
    OF_INTEGERS {
      @Override
      Tensor of(Tensor x, Tensor i) {
        return Tensors.where(numbers(i).lt(i.unsqueeze(1)), numbers(i), i.unsqueeze(1));
      }
    };

    abstract Tensor of(Tensor x, Tensor i);

    /** Returns whether integers become floats, which vectors of one width do not. */
    boolean converts() {
      return this == OF_FLOATS || this == OF_INTEGERS;
    }
  }

  private static Tensor numbers(Tensor i) {
    return Tensors.arange(COLUMNS, i.dtype());
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void widthsMakeNoDifference(Form form) {
    for (DType floats : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (DType integers : List.of(DType.INT32, DType.INT64)) {
        boolean wide = integers == DType.INT64;
        long[] indices =
            Arrays.stream(INDICES).map(i -> wide ? i : Math.clamp(i, -2, COLUMNS)).toArray();
        Tensor x =
            Tensor.of(
                Shape.of(ROWS, COLUMNS),
                floats,
                new SplittableRandom(1).doubles(ROWS * COLUMNS, -1, 1).toArray());
        Tensor i = Tensor.of(indices).to(integers).eval();
        Compiled<List<Tensor>, Tensor> compiled =
            Compiled.of(given -> form.of(given.getFirst(), given.getLast()));
        double[] expected =
            Engines.with(new ReferenceEngine(), () -> compiled.apply(List.of(x, i)))
                .toDoubleArray();
        double[] found =
            Engines.with(new VectorEngine(1), () -> compiled.apply(List.of(x, i))).toDoubleArray();
        assertArrayEquals(
            expected, found, floats == DType.FLOAT32 ? 1e-6 : 1e-14, floats + " " + integers);
        String text = Engines.with(new VectorEngine(1), () -> compiled.describe(List.of(x, i)));
        if ("vector".equals(System.getProperty("thalweg.vector.tier")) && !form.converts()) {
          assertEquals(-1, text.indexOf(", scalar"), text);
        }
      }
    }
  }
}
