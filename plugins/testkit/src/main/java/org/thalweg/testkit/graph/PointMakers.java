package org.thalweg.testkit.graph;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;

/**
 * Element-wise primitives. Operands are first brought into the domain: a divisor is |x| + 1/2, the
 * base of a power likewise, and steps (floor, sign, comparisons, casts to integers) are taken of
 * numbers that every engine knows exactly.
 */
final class PointMakers {
  static final List<Unary> SMOOTH =
      List.of(
          new Unary.Neg(),
          new Unary.Abs(),
          new Unary.StopGradient(),
          new Unary.Sqrt(),
          new Unary.Exp(),
          new Unary.Expm1(),
          new Unary.Log(),
          new Unary.Log1p(),
          new Unary.Sin(),
          new Unary.Cos(),
          new Unary.Atan(),
          new Unary.Tanh(),
          new Unary.Logistic(),
          new Unary.Softplus(),
          new Unary.Erf(),
          new Unary.Lgamma(),
          new Unary.Polygamma(0),
          new Unary.Polygamma(1),
          new Unary.Polygamma(2));

  private static final List<Unary> STEPS =
      List.of(new Unary.Sign(), new Unary.Floor(), new Unary.Round());

  private static final List<Unary> WHOLE =
      List.of(new Unary.Neg(), new Unary.Abs(), new Unary.Sign(), new Unary.StopGradient());

  static final List<Binary> FLOAT =
      List.of(
          new Binary.Add(),
          new Binary.Sub(),
          new Binary.Mul(),
          new Binary.Div(),
          new Binary.Pow(),
          new Binary.Maximum(),
          new Binary.Minimum(),
          new Binary.Atan2());

  static final List<Binary> COMPARISONS =
      List.of(new Binary.Less(), new Binary.LessEqual(), new Binary.Equal());

  static final List<Binary> INTEGER =
      List.of(
          new Binary.Add(),
          new Binary.Sub(),
          new Binary.Mul(),
          new Binary.Maximum(),
          new Binary.Minimum(),
          new Binary.And(),
          new Binary.Or(),
          new Binary.Xor(),
          new Binary.ShiftLeft(),
          new Binary.ShiftRight());

  private static final List<Binary> LOGIC =
      List.of(new Binary.And(), new Binary.Or(), new Binary.Xor(), new Binary.Equal());

  private PointMakers() {}

  static List<Maker> all() {
    return List.of(
        PointMakers::smooth,
        PointMakers::smooth,
        PointMakers::step,
        PointMakers::wholeUnary,
        PointMakers::not,
        PointMakers::cast,
        PointMakers::floats,
        PointMakers::floats,
        PointMakers::floats,
        PointMakers::compare,
        PointMakers::integers,
        PointMakers::logic,
        PointMakers::select);
  }

  private static void smooth(Draft draft) {
    smooth(draft, draft.any(SMOOTH), draft.of(floating(draft)));
  }

  private static DType floating(Draft draft) {
    return draft.chance(85) ? draft.main : draft.any(List.of(DType.FLOAT32, DType.FLOAT64));
  }

  /** Applies a primitive where its slope is known to be small. */
  private static void smooth(Draft draft, Unary primitive, Item x) {
    DType t = x.dtype();
    double m = x.range().bound();
    switch (primitive) {
      case Unary.Neg _, Unary.Abs _, Unary.StopGradient _ -> put(draft, primitive, x.range(), x);
      case Unary.Sqrt _ -> {
        Item y = draft.above(x, 0.25);
        put(draft, primitive, y.range().through(1, Math.sqrt(m + 0.25), t), y);
      }
      case Unary.Exp _, Unary.Expm1 _ -> {
        if (m <= 4) {
          put(draft, primitive, x.range().through(Math.exp(m), Math.exp(m), t), x);
        }
      }
      case Unary.Log _ -> {
        Item y = draft.above(x, 0.5);
        put(draft, primitive, y.range().through(2, Math.max(0.7, Math.log(m + 0.5)), t), y);
      }
      case Unary.Log1p _ -> {
        Item y = draft.above(x, 0);
        put(draft, primitive, y.range().through(1, Math.log1p(m), t), y);
      }
      case Unary.Sin _, Unary.Cos _, Unary.Tanh _, Unary.Logistic _ ->
          put(draft, primitive, x.range().through(1, 1, t), x);
      case Unary.Atan _ -> put(draft, primitive, x.range().through(1, 1.6, t), x);
      case Unary.Softplus _ -> put(draft, primitive, x.range().through(1, m + 0.7, t), x);
      case Unary.Erf _ -> put(draft, primitive, x.range().through(1.2, 1, t), x);
      case Unary.Lgamma _ -> {
        Item y = draft.above(x, 0.5);
        double log = Math.log(m + 2);
        put(draft, primitive, y.range().through(2 + log, 1 + m * log, t), y);
      }
      case Unary.Polygamma(int order) -> {
        Item y = draft.above(x, 0.5);
        double[] bounds = {Math.max(2, Math.log(m + 1)), 5, 17};
        double[] slopes = {5, 17, 98};
        put(draft, primitive, y.range().through(slopes[order], bounds[order], t), y);
      }
      case Unary.Sign _, Unary.Floor _, Unary.Round _, Unary.Not _, Unary.Cast _ ->
          throw new IllegalArgumentException(primitive + " is not smooth");
    }
  }

  private static void put(Draft draft, Unary primitive, Range range, Item x) {
    if (range.isTight()) {
      draft.put(primitive, range, x);
    }
  }

  private static void step(Draft draft) {
    draft
        .pick(item -> item.isFloating() && item.range().isExact())
        .ifPresent(x -> {
          Unary primitive = draft.any(STEPS);
          boolean sign = primitive instanceof Unary.Sign;
          draft.put(primitive, Range.onGrid(sign ? 1 : x.range().bound() + 1, 0), x);
        });
  }

  private static void wholeUnary(Draft draft) {
    Item x = draft.of(draft.integer());
    draft.put(draft.any(WHOLE), x.range(), x);
  }

  private static void not(Draft draft) {
    draft.put(new Unary.Not(), Range.onGrid(1, 0), draft.of(DType.BOOL));
  }

  private static void cast(Draft draft) {
    draft
        .pick(_ -> true)
        .ifPresent(x -> {
          DType to = draft.any(List.of(DType.values()));
          Range range = x.range();
          if (to.isFloating()) {
            Range rounded = x.isFloating() ? range.as(to) : asFloat(range);
            if (rounded.isTight()) {
              draft.put(new Unary.Cast(to), rounded, x);
            }
          } else if (range.isExact()) {
            draft.put(new Unary.Cast(to), Range.whole(range.bound(), to), x);
          }
        });
  }

  private static Range asFloat(Range whole) {
    return whole.bound() <= 0x1p20 ? Range.onGrid(whole.bound(), 0) : Range.exactly(whole.bound());
  }

  private static void floats(Draft draft) {
    DType t = floating(draft);
    Item a = draft.of(t);
    Item b = draft.of(t);
    floats(draft, draft.any(FLOAT), a, b);
  }

  private static void floats(Draft draft, Binary primitive, Item first, Item second) {
    DType t = first.dtype();
    Item a = first;
    Item b = second;
    if (!a.shape().equals(b.shape())) {
      Shape shape = common(a, b);
      a = fit(draft, a, shape);
      b = fit(draft, b, shape);
    }
    double m = a.range().bound();
    double n = b.range().bound();
    switch (primitive) {
      case Binary.Add _, Binary.Sub _ -> put(draft, primitive, a.range().plus(b.range(), t), a, b);
      case Binary.Mul _ -> put(draft, primitive, a.range().times(b.range(), t), a, b);
      case Binary.Maximum _, Binary.Minimum _ ->
          put(draft, primitive, a.range().or(b.range()), a, b);
      case Binary.Div _ -> {
        Item divisor = draft.above(b, 0.5);
        Range inverse = divisor.range().through(4, 2, t);
        put(draft, primitive, a.range().times(inverse, t), a, divisor);
      }
      case Binary.Atan2 _ -> {
        Item right = draft.above(b, 0.5);
        Range angle = a.range().times(right.range().through(1, 1, t), t);
        put(draft, primitive, angle.through(2, 1.6, t), a, right);
      }
      case Binary.Pow _ -> {
        if (m <= 4 && n <= 2) {
          Item base = draft.above(a, 0.5);
          Range both = base.range().plus(b.range(), t);
          put(draft, primitive, both.through(30, 21, t), base, b);
        }
      }
      case Binary.Less _,
          Binary.LessEqual _,
          Binary.Equal _,
          Binary.And _,
          Binary.Or _,
          Binary.Xor _,
          Binary.ShiftLeft _,
          Binary.ShiftRight _ ->
          throw new IllegalArgumentException(primitive + " gives no floats");
    }
  }

  private static void put(Draft draft, Binary primitive, Range range, Item a, Item b) {
    if (range.isTight()) {
      draft.put(primitive, range, a, b);
    }
  }

  /** Returns the shape that two values broadcast to, or that of the first. */
  private static Shape common(Item a, Item b) {
    int rank = Math.max(a.rank(), b.rank());
    long[] dims = new long[rank];
    for (int back = 1; back <= rank; back++) {
      long left = back <= a.rank() ? a.dim(-back) : 1;
      long right = back <= b.rank() ? b.dim(-back) : 1;
      if (left != right && left != 1 && right != 1) {
        return a.shape();
      }
      dims[rank - back] = left == 1 ? right : left;
    }
    Shape shape = Shape.of(dims);
    return shape.size() <= Draft.MOST_ELEMENTS ? shape : a.shape();
  }

  private static Item fit(Draft draft, Item item, Shape shape) {
    if (item.shape().equals(shape)) {
      return item;
    }
    return item.shape().broadcastsTo(shape)
        ? draft.put(new Movement.Broadcast(shape), item.range(), item)
        : draft.of(item.dtype(), shape);
  }

  private static void compare(Draft draft) {
    draft
        .pick(item -> item.dtype() != DType.BOOL && item.range().isExact())
        .ifPresent(a -> {
          Item b = draft.of(a.dtype(), a.shape(), Range::isExact);
          draft.put(draft.any(COMPARISONS), Range.onGrid(1, 0), a, b);
        });
  }

  private static void integers(Draft draft) {
    DType t = draft.integer();
    Item a = draft.of(t);
    Item b = draft.of(t, a.shape());
    Binary primitive = draft.any(INTEGER);
    double m = a.range().bound();
    double n = b.range().bound();
    double bound =
        primitive instanceof Binary.Maximum || primitive instanceof Binary.Minimum
            ? Math.max(m, n)
            : primitive instanceof Binary.Add || primitive instanceof Binary.Sub
                ? m + n
                : primitive instanceof Binary.Mul ? m * n : 0x1p63;
    draft.put(primitive, wrapped(bound, t), a, b);
  }

  private static Range wrapped(double bound, DType dtype) {
    return Range.whole(bound < (dtype == DType.INT32 ? 0x1p31 : 0x1p63) ? bound : 0x1p63, dtype);
  }

  private static void logic(Draft draft) {
    Item a = draft.of(DType.BOOL);
    draft.put(draft.any(LOGIC), Range.onGrid(1, 0), a, draft.of(DType.BOOL, a.shape()));
  }

  private static void select(Draft draft) {
    DType t = draft.chance(10) ? DType.BOOL : draft.numeric();
    Item then = draft.of(t);
    Item otherwise = draft.of(t, then.shape());
    Item condition = draft.of(DType.BOOL, then.shape());
    Range range = then.range().or(otherwise.range());
    if (range.isTight()) {
      draft.put(new Select(), range, condition, then, otherwise);
    }
  }
}
