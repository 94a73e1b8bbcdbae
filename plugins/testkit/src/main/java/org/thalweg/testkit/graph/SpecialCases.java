package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;
import org.thalweg.testkit.graph.CaseBook.In;

/**
 * Element-wise primitives at the ends of their types: NaN, infinities, zeros of both signs,
 * subnormal and largest numbers, and for two operands all pairs of these.
 */
public final class SpecialCases {
  private static final double[] COMMON = {
    0.0, 1, 0.5, 1.5, 2.5, 2, 3, 7.25, 20, 88.5, 100, 750, 1e-3, 0.9999, 1.0001, 1e9, 3e9, 1e19
  };

  private static final long[] WHOLE = {
    0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 1000, 1L << 31, (1L << 31) - 1, 1L << 32, Long.MAX_VALUE
  };

  private static final int REPEATS = 3;

  private SpecialCases() {}

  /** Returns programs of one primitive each, by primitive. */
  public static Map<Class<? extends Primitive>, List<Trial>> all() {
    CaseBook book = new CaseBook();
    for (DType t : CaseBook.FLOATS) {
      double[] values = floats(t);
      List<Unary> unary = new ArrayList<>(PointMakers.SMOOTH);
      unary.addAll(List.of(new Unary.Sign(), new Unary.Floor(), new Unary.Round()));
      for (Unary primitive : unary) {
        // a result that vanishes may have either sign
        boolean vanishes = primitive instanceof Unary.Polygamma;
        Tolerance strict = Tolerance.strict(t);
        book.add(primitive, vanishes ? strict.unsigned() : strict, in(t, values));
      }
      for (DType to : CaseBook.ALL) {
        book.add(new Unary.Cast(to), Tolerance.strict(to), in(t, values));
      }
      for (Binary primitive : PointMakers.FLOAT) {
        pairs(book, primitive, t, values);
      }
      for (Binary primitive : PointMakers.COMPARISONS) {
        pairs(book, primitive, t, values);
      }
      In condition =
          In.of(DType.BOOL, Shape.of((long) values.length * REPEATS), Numbers.cycle(0L, 1L, 1L));
      book.add(new Select(), Tolerance.strict(t), condition, in(t, values), in(t, values));
    }
    for (DType t : CaseBook.WHOLES) {
      long[] values = LongStream.of(WHOLE).flatMap(v -> LongStream.of(v, -v, ~v)).toArray();
      In all = In.of(t, Shape.of((long) values.length * REPEATS), Numbers.cycle(values));
      for (Unary primitive : List.of(new Unary.Neg(), new Unary.Abs(), new Unary.Sign())) {
        book.exact(primitive, all);
      }
      for (DType to : CaseBook.ALL) {
        book.exact(new Unary.Cast(to), all);
      }
      for (Binary primitive : PointMakers.INTEGER) {
        pairs(book, primitive, t, values);
      }
    }
    return book.cases();
  }

  private static double[] floats(DType t) {
    boolean single = t == DType.FLOAT32;
    double[] ends = {
      single ? Float.MIN_VALUE : Double.MIN_VALUE,
      single ? 7 * (double) Float.MIN_VALUE : 7 * Double.MIN_VALUE,
      single ? Float.MIN_NORMAL : Double.MIN_NORMAL,
      single ? Float.MIN_NORMAL / 3 : Double.MIN_NORMAL / 3,
      single ? Float.MAX_VALUE : Double.MAX_VALUE,
      single ? Float.MAX_VALUE / 3 : Double.MAX_VALUE / 3,
      single ? Math.nextUp(1f) : Math.nextUp(1.0),
      single ? Math.nextDown(1f) : Math.nextDown(1.0),
      single ? 1e-30 : 1e-250,
      Double.POSITIVE_INFINITY
    };
    return DoubleStream.concat(
            DoubleStream.concat(DoubleStream.of(COMMON), DoubleStream.of(ends))
                .flatMap(v -> DoubleStream.of(v, -v)),
            DoubleStream.of(Double.NaN))
        .toArray();
  }

  private static In in(DType t, double[] values) {
    return In.of(t, Shape.of((long) values.length * REPEATS), Numbers.cycle(values));
  }

  private static void pairs(CaseBook book, Binary primitive, DType t, double[] values) {
    int n = values.length;
    double[] left = new double[n * n];
    double[] right = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      left[i] = values[i / n];
      right[i] = values[i % n];
    }
    Shape shape = Shape.of((long) n * n);
    book.add(
        primitive,
        Tolerance.strict(t),
        In.of(t, shape, Numbers.cycle(left)),
        In.of(t, shape, Numbers.cycle(right)));
  }

  private static void pairs(CaseBook book, Binary primitive, DType t, long[] values) {
    int n = values.length;
    long[] left = new long[n * n];
    long[] right = new long[n * n];
    for (int i = 0; i < n * n; i++) {
      left[i] = values[i / n];
      right[i] = values[i % n];
    }
    Shape shape = Shape.of((long) n * n);
    book.exact(
        primitive, In.of(t, shape, Numbers.cycle(left)), In.of(t, shape, Numbers.cycle(right)));
  }
}
