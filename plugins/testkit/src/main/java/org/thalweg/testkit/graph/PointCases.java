package org.thalweg.testkit.graph;

import static org.thalweg.testkit.graph.CaseBook.FLOATS;
import static org.thalweg.testkit.graph.CaseBook.WHOLES;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;
import org.thalweg.testkit.graph.CaseBook.In;

/** Element-wise primitives over shapes and layouts. */
final class PointCases {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.scalar(),
          Shape.of(0),
          Shape.of(1),
          Shape.of(3, 0, 5),
          Shape.of(7),
          Shape.of(16),
          Shape.of(33),
          Shape.of(3, 5),
          Shape.of(2, 1, 3, 4, 5),
          Shape.of(17, 65),
          Shape.of(4099));

  private static final Shape VIEWED = Shape.of(3, 5, 21);

  private PointCases() {}

  static void add(CaseBook book) {
    for (DType t : FLOATS) {
      floats(book, t);
    }
    for (DType t : WHOLES) {
      wholes(book, t);
    }
    bools(book);
    casts(book);
    for (DType t : CaseBook.ALL) {
      for (Shape shape : SHAPES) {
        book.exact(
            new Select(),
            In.of(DType.BOOL, shape, Numbers.small()),
            In.of(t, shape, Numbers.small()),
            In.of(t, shape, Numbers.small()));
      }
      book.views(
          new Select(),
          Tolerance.EXACT,
          In.of(DType.BOOL, VIEWED, Numbers.small()),
          In.of(t, VIEWED, Numbers.small()),
          In.of(t, VIEWED, Numbers.small()));
    }
  }

  private static void floats(CaseBook book, DType t) {
    Tolerance close = Tolerance.of(t, 1);
    for (Unary primitive :
        List.of(
            new Unary.Neg(),
            new Unary.Abs(),
            new Unary.Sign(),
            new Unary.Floor(),
            new Unary.Round(),
            new Unary.StopGradient())) {
      unary(book, primitive, Tolerance.EXACT, t, -50, 50);
    }
    unary(book, new Unary.Sqrt(), Tolerance.EXACT, t, 0, 50);
    unary(book, new Unary.Exp(), close, t, -80, 80);
    unary(book, new Unary.Expm1(), close, t, -80, 80);
    unary(book, new Unary.Log(), close, t, 0, 50);
    unary(book, new Unary.Log1p(), close, t, -1, 50);
    unary(book, new Unary.Erf(), close, t, -7, 7);
    unary(book, new Unary.Lgamma(), close, t, -10, 100);
    for (Unary primitive :
        List.of(
            new Unary.Sin(),
            new Unary.Cos(),
            new Unary.Atan(),
            new Unary.Tanh(),
            new Unary.Logistic(),
            new Unary.Softplus())) {
      unary(book, primitive, close, t, -50, 50);
    }
    for (int order = 0; order < 5; order++) {
      unary(book, new Unary.Polygamma(order), close, t, -10, 100);
    }
    for (Binary primitive :
        List.of(
            new Binary.Add(),
            new Binary.Sub(),
            new Binary.Mul(),
            new Binary.Div(),
            new Binary.Maximum(),
            new Binary.Minimum(),
            new Binary.Less(),
            new Binary.LessEqual(),
            new Binary.Equal())) {
      binary(book, primitive, Tolerance.EXACT, t, Numbers.small(), Numbers.small());
    }
    binary(book, new Binary.Atan2(), close, t, Numbers.between(-5, 5), Numbers.between(-5, 5));
    binary(book, new Binary.Pow(), close, t, Numbers.between(0, 5), Numbers.between(-5, 5));
    binary(book, new Binary.Pow(), close, t, Numbers.whole(-4, 4), Numbers.whole(-4, 4));
  }

  private static void wholes(CaseBook book, DType t) {
    for (Unary primitive :
        List.of(new Unary.Neg(), new Unary.Abs(), new Unary.Sign(), new Unary.StopGradient())) {
      unary(book, primitive, Tolerance.EXACT, t, Numbers.bits());
      unary(book, primitive, Tolerance.EXACT, t, Numbers.whole(-2, 2));
    }
    for (Binary primitive :
        List.of(
            new Binary.Add(),
            new Binary.Sub(),
            new Binary.Mul(),
            new Binary.Maximum(),
            new Binary.Minimum(),
            new Binary.Less(),
            new Binary.LessEqual(),
            new Binary.Equal(),
            new Binary.And(),
            new Binary.Or(),
            new Binary.Xor(),
            new Binary.ShiftLeft(),
            new Binary.ShiftRight())) {
      binary(book, primitive, Tolerance.EXACT, t, Numbers.bits(), Numbers.bits());
      binary(book, primitive, Tolerance.EXACT, t, Numbers.whole(-3, 3), Numbers.whole(-3, 3));
    }
  }

  private static void bools(CaseBook book) {
    unary(book, new Unary.Not(), Tolerance.EXACT, DType.BOOL, Numbers.small());
    unary(book, new Unary.StopGradient(), Tolerance.EXACT, DType.BOOL, Numbers.small());
    for (Binary primitive :
        List.of(new Binary.And(), new Binary.Or(), new Binary.Xor(), new Binary.Equal())) {
      binary(book, primitive, Tolerance.EXACT, DType.BOOL, Numbers.small(), Numbers.small());
    }
  }

  private static void casts(CaseBook book) {
    for (DType from : CaseBook.ALL) {
      for (DType to : CaseBook.ALL) {
        Numbers numbers =
            switch (from) {
              case FLOAT32, FLOAT64 -> Numbers.between(-3, 3);
              case INT32, INT64 -> Numbers.bits();
              case BOOL -> Numbers.small();
            };
        unary(book, new Unary.Cast(to), Tolerance.EXACT, from, numbers);
        if (from.isFloating()) {
          unary(book, new Unary.Cast(to), Tolerance.EXACT, from, Numbers.between(-1e20, 1e20));
          unary(book, new Unary.Cast(to), Tolerance.EXACT, from, Numbers.between(-3e9, 3e9));
        }
      }
    }
  }

  private static void unary(
      CaseBook book, Unary primitive, Tolerance tolerance, DType t, double low, double high) {
    unary(book, primitive, tolerance, t, Numbers.between(low, high));
  }

  private static void unary(
      CaseBook book, Unary primitive, Tolerance tolerance, DType t, Numbers numbers) {
    for (Shape shape : SHAPES) {
      book.add(primitive, tolerance, In.of(t, shape, numbers));
    }
    book.views(primitive, tolerance, In.of(t, VIEWED, numbers));
  }

  private static void binary(
      CaseBook book, Binary primitive, Tolerance tolerance, DType t, Numbers a, Numbers b) {
    for (Shape shape : SHAPES) {
      book.add(primitive, tolerance, In.of(t, shape, a), In.of(t, shape, b));
    }
    book.views(primitive, tolerance, In.of(t, VIEWED, a), In.of(t, VIEWED, b));
  }
}
