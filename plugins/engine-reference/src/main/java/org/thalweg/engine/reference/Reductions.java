package org.thalweg.engine.reference;

import java.util.Arrays;
import java.util.List;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Reduction;

/** Folds over axes. */
final class Reductions {
  private Reductions() {}

  static Value run(Reduction primitive, Value x, Spec spec) {
    return switch (primitive) {
      case Reduction.Sum(var axes) -> sum(x, axes, spec);
      case Reduction.Max(var axes) -> max(x, axes, spec);
      case Reduction.ArgMax(int axis) -> argMax(x, axis, spec);
    };
  }

  private static Value sum(Value x, List<Integer> axes, Spec spec) {
    Sums sums = new Sums(spec);
    Coordinates.each(
        x.shape(), at -> sums.add(target(at, axes, spec), x, Coordinates.index(x.shape(), at)));
    return sums.result();
  }

  private static Value max(Value x, List<Integer> axes, Spec spec) {
    Value result = Value.zeros(spec);
    boolean[] started = new boolean[result.size()];
    Coordinates.each(
        x.shape(),
        at -> {
          int from = Coordinates.index(x.shape(), at);
          int to = target(at, axes, spec);
          if (!started[to]) {
            result.copy(to, x, from);
            started[to] = true;
          } else if (x.isReal()) {
            result.set(to, Math.max(result.real(to), x.real(from)));
          } else {
            result.set(to, Math.max(result.whole(to), x.whole(from)));
          }
        });
    return result;
  }

  private static Value argMax(Value x, int axis, Spec spec) {
    Value result = Value.zeros(spec);
    Coordinates.each(
        x.shape(),
        at -> {
          int here = Coordinates.index(x.shape(), at);
          int to = target(at, List.of(axis), spec);
          int best = Coordinates.index(x.shape(), Coordinates.with(at, axis, result.whole(to)));
          if (Order.compare(x, here, best) > 0) {
            result.set(to, at[axis]);
          }
        });
    return result;
  }

  /** Returns the index of a position without some axes. */
  private static int target(long[] at, List<Integer> axes, Spec spec) {
    long[] left = new long[at.length - axes.size()];
    int next = 0;
    for (int axis = 0; axis < at.length; axis++) {
      if (!axes.contains(axis)) {
        left[next++] = at[axis];
      }
    }
    return Coordinates.index(spec.shape(), Arrays.copyOf(left, next));
  }
}
