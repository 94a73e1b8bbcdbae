package org.thalweg.testkit.graph;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Indexing;
import org.thalweg.testkit.graph.CaseBook.In;

/** Access by index, also outside of the axis, and orders along an axis. */
final class IndexCases {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(9),
          Shape.of(4, 33),
          Shape.of(3, 4, 5),
          Shape.of(0, 4),
          Shape.of(4, 0),
          Shape.of(600, 20));

  private IndexCases() {}

  static void add(CaseBook book) {
    for (DType t : CaseBook.ALL) {
      for (DType index : CaseBook.WHOLES) {
        for (Shape shape : SHAPES) {
          for (int axis = 0; axis < shape.rank(); axis++) {
            access(book, t, index, shape, axis);
          }
        }
      }
      if (t != DType.BOOL) {
        for (Shape shape : SHAPES) {
          for (int axis = 0; axis < shape.rank(); axis++) {
            orders(book, t, shape, axis);
          }
        }
      }
    }
  }

  private static void access(CaseBook book, DType t, DType index, Shape shape, int axis) {
    long extent = shape.dim(axis);
    Numbers within = Numbers.whole(-2, (int) extent + 1);
    In values = In.of(t, shape, Numbers.small());
    for (Shape where : List.of(Shape.scalar(), Shape.of(7), Shape.of(3, 2), Shape.of(0))) {
      In indices = In.of(index, where, within);
      book.exact(new Indexing.Gather(axis), values, indices);
      if (t != DType.BOOL) {
        Shape slices =
            shape.slice(0, axis).concat(where).concat(shape.slice(axis + 1, shape.rank()));
        In parts = In.of(t, slices, Numbers.small());
        book.exact(new Indexing.ScatterAdd(axis, extent), parts, indices);
        book.exact(new Indexing.ScatterAdd(axis, 0), parts, indices);
      }
    }
    for (long picked : new long[] {0, 1, 6, extent}) {
      In along = In.of(index, shape.with(axis, picked), within);
      book.exact(new Indexing.TakeAlong(axis), values, along);
      if (t != DType.BOOL) {
        In parts = In.of(t, along.spec().shape(), Numbers.small());
        book.exact(new Indexing.PutAlong(axis, extent), parts, along);
      }
    }
    if (shape.equals(Shape.of(3, 4, 5))) {
      In along = In.of(index, shape, within);
      book.views(new Indexing.TakeAlong(axis), Tolerance.EXACT, values, along);
      if (t != DType.BOOL) {
        book.views(new Indexing.PutAlong(axis, extent), Tolerance.EXACT, values, along);
      }
      In some = In.of(index, Shape.of(2, 3), within);
      book.views(new Indexing.Gather(axis), Tolerance.EXACT, values, some);
    }
    if (shape.rank() > 1 && axis == 0 && t != DType.BOOL) {
      // indices over several axes of the slices
      In indices = In.of(index, shape, Numbers.whole(-1, 6));
      book.exact(new Indexing.ScatterAdd(0, 6), values, indices);
    }
  }

  private static void orders(CaseBook book, DType t, Shape shape, int axis) {
    In ties = In.of(t, shape, Numbers.grid(-3, 3));
    for (boolean flag : new boolean[] {false, true}) {
      book.exact(new Indexing.ArgSort(axis, flag), ties);
      book.exact(new Indexing.CumSum(axis, flag), ties);
      if (t.isFloating()) {
        double infinity = Double.POSITIVE_INFINITY;
        Numbers odd =
            Numbers.cycle(Double.NaN, 0.0, 1, -0.0, -infinity, Double.NaN, 0.0, infinity, -1, -0.0);
        book.exact(new Indexing.ArgSort(axis, flag), In.of(t, shape, odd));
      } else {
        book.exact(new Indexing.ArgSort(axis, flag), In.of(t, shape, Numbers.bits()));
        book.exact(new Indexing.CumSum(axis, flag), In.of(t, shape, Numbers.bits()));
      }
      if (shape.equals(Shape.of(3, 4, 5))) {
        book.views(new Indexing.ArgSort(axis, flag), Tolerance.EXACT, ties);
        book.views(new Indexing.CumSum(axis, flag), Tolerance.EXACT, ties);
      }
    }
  }
}
