package org.thalweg.testkit.graph;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Source;
import org.thalweg.testkit.graph.CaseBook.In;

/** Values in other places, and values out of nothing. */
final class MovementCases {
  private MovementCases() {}

  static void add(CaseBook book) {
    for (DType t : CaseBook.ALL) {
      reshapes(book, t);
      transposes(book, t);
      broadcasts(book, t);
      slices(book, t);
      pads(book, t);
      concats(book, t);
      sources(book, t);
    }
    randomBits(book);
  }

  private static In in(DType t, long... extents) {
    return In.of(t, Shape.of(extents), Numbers.small());
  }

  private static void reshapes(CaseBook book, DType t) {
    book.exact(new Movement.Reshape(Shape.of(1, 1)), in(t));
    book.exact(new Movement.Reshape(Shape.scalar()), in(t, 1, 1));
    book.exact(new Movement.Reshape(Shape.of(6, 4)), in(t, 2, 3, 4));
    book.exact(new Movement.Reshape(Shape.of(4, 1, 6)), in(t, 24));
    book.exact(new Movement.Reshape(Shape.of(5, 0)), in(t, 0, 3));
    book.exact(new Movement.Reshape(Shape.of(4099, 1)), in(t, 1, 4099));
    book.views(new Movement.Reshape(Shape.of(6, 10)), Tolerance.EXACT, in(t, 3, 4, 5));
    book.views(new Movement.Reshape(Shape.of(60)), Tolerance.EXACT, in(t, 3, 4, 5));
  }

  private static void transposes(CaseBook book, DType t) {
    book.exact(new Movement.Transpose(List.of()), in(t));
    book.exact(new Movement.Transpose(List.of(0)), in(t, 7));
    book.exact(new Movement.Transpose(List.of(1, 0)), in(t, 5, 33));
    book.exact(new Movement.Transpose(List.of(1, 0)), in(t, 100, 300));
    book.exact(new Movement.Transpose(List.of(2, 0, 1)), in(t, 2, 3, 40));
    book.exact(new Movement.Transpose(List.of(0, 2, 1)), in(t, 2, 37, 40));
    book.exact(new Movement.Transpose(List.of(4, 2, 0, 1, 3)), in(t, 2, 3, 1, 4, 5));
    book.exact(new Movement.Transpose(List.of(1, 0)), in(t, 0, 3));
    book.views(new Movement.Transpose(List.of(1, 2, 0)), Tolerance.EXACT, in(t, 3, 4, 5));
  }

  private static void broadcasts(CaseBook book, DType t) {
    book.exact(new Movement.Broadcast(Shape.of(3, 4)), in(t));
    book.exact(new Movement.Broadcast(Shape.of(5000)), in(t, 1));
    book.exact(new Movement.Broadcast(Shape.of(3, 17)), in(t, 17));
    book.exact(new Movement.Broadcast(Shape.of(3, 17)), in(t, 3, 1));
    book.exact(new Movement.Broadcast(Shape.of(2, 3, 4, 5)), in(t, 3, 1, 5));
    book.exact(new Movement.Broadcast(Shape.of(0, 4)), in(t, 4));
    book.exact(new Movement.Broadcast(Shape.of(3, 0)), in(t, 3, 1));
    book.views(new Movement.Broadcast(Shape.of(2, 6, 5, 7)), Tolerance.EXACT, in(t, 6, 5, 7));
  }

  private static void slices(CaseBook book, DType t) {
    book.exact(new Movement.Slice(List.of(), List.of(), List.of()), in(t));
    book.exact(new Movement.Slice(List.of(3L), List.of(9L), List.of(1L)), in(t, 20));
    book.exact(new Movement.Slice(List.of(3L), List.of(20L), List.of(4L)), in(t, 20));
    book.exact(new Movement.Slice(List.of(5L), List.of(5L), List.of(1L)), in(t, 20));
    book.exact(new Movement.Slice(List.of(0L), List.of(0L), List.of(3L)), in(t, 0));
    List<Long> starts = List.of(1L, 0L, 2L);
    book.exact(
        new Movement.Slice(starts, List.of(4L, 3L, 9L), List.of(2L, 1L, 3L)), in(t, 4, 3, 10));
    book.views(
        new Movement.Slice(starts, List.of(4L, 3L, 9L), List.of(2L, 1L, 3L)),
        Tolerance.EXACT,
        in(t, 4, 3, 10));
    book.exact(new Movement.Flip(List.of()), in(t, 7));
    book.exact(new Movement.Flip(List.of(0)), in(t, 33));
    book.exact(new Movement.Flip(List.of(0)), in(t, 0));
    book.exact(new Movement.Flip(List.of(0, 2)), in(t, 3, 4, 5));
    book.exact(new Movement.Flip(List.of(1)), in(t, 3, 4, 5));
    book.views(new Movement.Flip(List.of(1, 2)), Tolerance.EXACT, in(t, 3, 4, 5));
  }

  private static void pads(CaseBook book, DType t) {
    double value = t == DType.BOOL ? 1 : t.isFloating() ? -0.5 : -3;
    List<Long> none = List.of(0L, 0L);
    book.exact(new Movement.Pad(List.of(), List.of(), List.of(), value), in(t));
    book.exact(new Movement.Pad(List.of(2L), List.of(3L), List.of(0L), value), in(t, 17));
    book.exact(new Movement.Pad(List.of(0L), List.of(0L), List.of(2L), value), in(t, 17));
    book.exact(new Movement.Pad(List.of(2L), List.of(3L), List.of(1L), value), in(t, 0));
    book.exact(new Movement.Pad(none, none, none, value), in(t, 3, 4));
    book.exact(new Movement.Pad(List.of(1L, 0L), List.of(0L, 2L), List.of(3L, 1L), 0), in(t, 3, 4));
    book.exact(new Movement.Pad(List.of(1L, 2L), none, none, value), in(t, 3, 0));
    book.views(
        new Movement.Pad(List.of(1L, 0L), List.of(0L, 2L), List.of(3L, 1L), value),
        Tolerance.EXACT,
        in(t, 6, 7));
    if (t.isFloating()) {
      for (double end : new double[] {Double.NEGATIVE_INFINITY, Double.NaN, 0x1p-20}) {
        book.exact(new Movement.Pad(List.of(2L), List.of(3L), List.of(0L), end), in(t, 17));
      }
    }
  }

  private static void concats(CaseBook book, DType t) {
    book.exact(new Movement.Concat(0), in(t, 7));
    book.exact(new Movement.Concat(0), in(t, 7), in(t, 3));
    book.exact(new Movement.Concat(0), in(t, 0), in(t, 3), in(t, 0));
    book.exact(new Movement.Concat(0), in(t, 5, 4), in(t, 3, 4), in(t, 1, 4));
    book.exact(new Movement.Concat(1), in(t, 5, 4), in(t, 5, 30));
    book.exact(new Movement.Concat(1), in(t, 2, 1, 3), in(t, 2, 4, 3));
    book.exact(new Movement.Concat(0), in(t, 0, 3), in(t, 0, 3));
    book.views(new Movement.Concat(1), Tolerance.EXACT, in(t, 5, 6), in(t, 5, 9));
    GraphBuilder twice = new GraphBuilder();
    int x = twice.input(in(t, 4, 5).spec());
    Movement.Concat concat = new Movement.Concat(1);
    book.put(concat, twice.build(twice.add(concat, x, x)), Tolerance.EXACT, in(t, 4, 5));
  }

  private static void sources(CaseBook book, DType t) {
    for (Shape shape :
        List.of(Shape.scalar(), Shape.of(0), Shape.of(17), Shape.of(3, 5), Shape.of(5000))) {
      Spec spec = new Spec(shape, t);
      for (Number value :
          switch (t) {
            case FLOAT32, FLOAT64 ->
                List.<Number>of(0.0, 0.1, -2.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300);
            case INT32, INT64 -> List.<Number>of(0L, -1L, 7L, (long) Integer.MIN_VALUE);
            case BOOL -> List.<Number>of(0L, 1L);
          }) {
        book.exact(new Source.Fill(spec, value));
      }
      for (int axis = 0; axis < shape.rank() && t != DType.BOOL; axis++) {
        book.exact(new Source.Iota(spec, axis));
      }
    }
    if (t != DType.BOOL) {
      for (int axis = 0; axis < 4; axis++) {
        book.exact(new Source.Iota(new Spec(Shape.of(2, 1, 30, 4), t), axis));
      }
    }
  }

  private static void randomBits(CaseBook book) {
    long[] offsets = {0, 1, 5, (1L << 32) - 3, -7, Long.MAX_VALUE - 2, 1L << 62};
    long[] keys = {0, 1, -1, 42, 1L << 32, 0x123456789ABCDEFL, Long.MIN_VALUE};
    for (Shape shape :
        List.of(Shape.scalar(), Shape.of(0), Shape.of(1), Shape.of(35), Shape.of(3, 5, 7))) {
      for (long offset : offsets) {
        for (long key : keys) {
          book.exact(
              new Source.RandomBits(shape, offset),
              In.of(DType.INT64, Shape.scalar(), Numbers.cycle(key)));
        }
      }
    }
    book.exact(
        new Source.RandomBits(Shape.of(40000), 3),
        In.of(DType.INT64, Shape.scalar(), Numbers.bits()));
  }
}
