package org.thalweg.testkit.graph;

import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Unary;

/**
 * What real programs are made of: a value is folded, the result is spread over the folded axes
 * again and combined with the value, as in softmax, normalisation and their gradients.
 */
final class IdiomMakers {
  private IdiomMakers() {}

  static List<Maker> all() {
    return List.of(
        IdiomMakers::centre,
        IdiomMakers::centre,
        IdiomMakers::shares,
        IdiomMakers::squares,
        IdiomMakers::chain);
  }

  private static List<Integer> axes(Draft draft, Item x) {
    List<Integer> all = IntStream.range(0, x.rank()).boxed().toList();
    int some = draft.random.nextInt(x.rank() + 1);
    return switch (draft.random.nextInt(5)) {
      case 0, 1 -> all.subList(some, x.rank());
      case 2 -> all.subList(0, some);
      case 3 -> all;
      default -> draft.axes(x.rank());
    };
  }

  /** Returns a folded value in the shape that it had before. */
  private static Item spread(Draft draft, Item folded, Shape shape, List<Integer> axes) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    Item open = draft.reshape(folded, kept);
    return draft.put(new Movement.Broadcast(shape), open.range(), open);
  }

  private static long count(Item x, List<Integer> axes) {
    return axes.stream().mapToLong(x::dim).reduce(1, (a, b) -> a * b);
  }

  /** x less its mean or its largest value, or the other way round, or their product. */
  private static void centre(Draft draft) {
    draft
        .pick(item -> item.isFloating() && item.rank() > 0 && item.size() > 0)
        .ifPresent(x -> {
          List<Integer> axes = axes(draft, x);
          boolean max = draft.random.nextBoolean();
          Range range = max ? x.range() : x.range().sum(count(x, axes), x.dtype());
          if (!range.isTight()) {
            return;
          }
          Primitive fold = max ? new Reduction.Max(axes) : new Reduction.Sum(axes);
          Item spread = spread(draft, draft.put(fold, range, x), x.shape(), axes);
          combine(draft, x, spread);
        });
  }

  private static void combine(Draft draft, Item a, Item b) {
    boolean product = draft.chance(30);
    Range range =
        product ? a.range().times(b.range(), a.dtype()) : a.range().plus(b.range(), a.dtype());
    if (!range.isTight()) {
      return;
    }
    Binary primitive =
        product
            ? new Binary.Mul()
            : draft.random.nextBoolean() ? new Binary.Sub() : new Binary.Add();
    if (draft.random.nextBoolean()) {
      draft.put(primitive, range, a, b);
    } else {
      draft.put(primitive, range, b, a);
    }
  }

  /** exp(x) over its sum along some axes. */
  private static void shares(Draft draft) {
    draft
        .pick(item ->
            item.isFloating() && item.rank() > 0 && item.size() > 0 && item.range().bound() <= 3)
        .ifPresent(x -> {
          List<Integer> axes = axes(draft, x);
          double top = Math.exp(x.range().bound());
          Range e = x.range().through(top, top, x.dtype());
          Range sum = e.sum(count(x, axes), x.dtype());
          // the share's relative error is that of numerator and denominator together
          Range share =
              e.through(top, 1, x.dtype())
                  .plus(sum.through(top / count(x, axes), 1, x.dtype()), x.dtype());
          if (!e.isTight() || !sum.isTight() || !share.isTight()) {
            return;
          }
          Item exp = draft.put(new Unary.Exp(), e, x);
          int number = draft.builder().add(new Reduction.Sum(axes), exp.number());
          Item total = new Item(number, draft.builder().spec(number), sum);
          Item spread = spread(draft, total, x.shape(), axes);
          draft.put(new Binary.Div(), share.within(2), exp, spread);
        });
  }

  /** The sum of products of two values, which another fold of the same loop may join. */
  private static void squares(Draft draft) {
    draft
        .pick(item -> item.isFloating() && item.rank() > 0)
        .ifPresent(x -> {
          Item y = draft.of(x.dtype(), x.shape());
          Range product = x.range().times(y.range(), x.dtype());
          List<Integer> axes = axes(draft, x);
          Range sum = product.sum(count(x, axes), x.dtype());
          if (product.isTight() && sum.isTight()) {
            Item both = draft.put(new Binary.Mul(), product, x, y);
            if (both.range().equals(product)) {
              draft.put(new Reduction.Sum(axes), sum, both);
            }
          }
        });
  }

  /** A long run of functions, each of the one before. */
  private static void chain(Draft draft) {
    draft
        .pick(Item::isFloating)
        .ifPresent(x -> {
          Item last = x;
          int length = 2 + draft.random.nextInt(12);
          for (int i = 0; i < length; i++) {
            Unary primitive =
                draft.any(
                    List.of(
                        new Unary.Tanh(), new Unary.Sin(), new Unary.Logistic(), new Unary.Neg()));
            boolean neg = primitive instanceof Unary.Neg;
            Range range = neg ? last.range() : last.range().through(1, 1, last.dtype());
            if (range.isTight()) {
              last = draft.put(primitive, range, last);
            }
          }
        });
  }
}
