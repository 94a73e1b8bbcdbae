package org.thalweg.engine.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Indexing;

/** Access by index, and orders along an axis. */
final class Indexings {
  private Indexings() {}

  static Value run(Indexing primitive, List<Value> inputs, Spec spec) {
    Value x = inputs.getFirst();
    Value indices = inputs.getLast();
    return switch (primitive) {
      case Indexing.Gather(int axis) -> gather(x, indices, axis, spec);
      case Indexing.ScatterAdd(int axis, long extent) -> scatterAdd(x, indices, axis, extent, spec);
      case Indexing.TakeAlong(int axis) -> takeAlong(x, indices, axis, spec);
      case Indexing.PutAlong(int axis, long extent) -> putAlong(x, indices, axis, extent, spec);
      case Indexing.ArgSort(int axis, boolean descending) -> argSort(x, axis, descending, spec);
      case Indexing.CumSum(int axis, boolean reverse) -> cumSum(x, axis, reverse, spec);
    };
  }

  private static Value gather(Value x, Value indices, int axis, Spec spec) {
    Value result = Value.zeros(spec);
    Coordinates.each(
        spec.shape(),
        at -> {
          long index = index(at, indices, axis);
          if (index >= 0 && index < x.shape().dim(axis)) {
            result.copy(
                Coordinates.index(spec.shape(), at), x, slot(at, x.shape(), indices, axis, index));
          }
        });
    return result;
  }

  private static Value scatterAdd(Value x, Value indices, int axis, long extent, Spec spec) {
    Sums sums = new Sums(spec);
    Coordinates.each(
        x.shape(),
        at -> {
          long index = index(at, indices, axis);
          if (index >= 0 && index < extent) {
            sums.add(
                slot(at, spec.shape(), indices, axis, index), x, Coordinates.index(x.shape(), at));
          }
        });
    return sums.result();
  }

  /** Returns the index that a position of a gathered tensor has along its axes of indices. */
  private static long index(long[] at, Value indices, int axis) {
    long[] where = java.util.Arrays.copyOfRange(at, axis, axis + indices.shape().rank());
    return indices.whole(Coordinates.index(indices.shape(), where));
  }

  /** Returns the place of a gathered position in the tensor that is indexed. */
  private static int slot(long[] at, Shape indexed, Value indices, int axis, long index) {
    long[] place = new long[indexed.rank()];
    System.arraycopy(at, 0, place, 0, axis);
    place[axis] = index;
    System.arraycopy(at, axis + indices.shape().rank(), place, axis + 1, indexed.rank() - axis - 1);
    return Coordinates.index(indexed, place);
  }

  private static Value takeAlong(Value x, Value indices, int axis, Spec spec) {
    Value result = Value.zeros(spec);
    Coordinates.each(
        spec.shape(),
        at -> {
          int to = Coordinates.index(spec.shape(), at);
          long index = indices.whole(to);
          if (index >= 0 && index < x.shape().dim(axis)) {
            result.copy(to, x, at(x, at, axis, index));
          }
        });
    return result;
  }

  private static Value putAlong(Value x, Value indices, int axis, long extent, Spec spec) {
    Sums sums = new Sums(spec);
    Coordinates.each(
        x.shape(),
        at -> {
          int here = Coordinates.index(x.shape(), at);
          long index = indices.whole(here);
          if (index >= 0 && index < extent) {
            sums.add(Coordinates.index(spec.shape(), Coordinates.with(at, axis, index)), x, here);
          }
        });
    return sums.result();
  }

  private static Value argSort(Value x, int axis, boolean descending, Spec spec) {
    Value result = Value.zeros(spec);
    Coordinates.each(
        x.shape().with(axis, Math.min(1, x.shape().dim(axis))),
        at -> {
          List<Long> order = new ArrayList<>();
          for (long i = 0; i < x.shape().dim(axis); i++) {
            order.add(i);
          }
          Comparator<Long> ascending =
              (i, j) -> Order.compare(x, at(x, at, axis, i), at(x, at, axis, j));
          order.sort(descending ? ascending.reversed() : ascending);
          for (int i = 0; i < order.size(); i++) {
            result.set(at(x, at, axis, i), (long) order.get(i));
          }
        });
    return result;
  }

  private static Value cumSum(Value x, int axis, boolean reverse, Spec spec) {
    Value result = Value.zeros(spec);
    long extent = x.shape().dim(axis);
    Coordinates.each(
        x.shape().with(axis, Math.min(1, extent)),
        at -> {
          double sum = 0;
          long whole = 0;
          for (long step = 0; step < extent; step++) {
            int here = at(x, at, axis, reverse ? extent - 1 - step : step);
            if (x.isReal()) {
              result.set(here, sum += x.real(here));
            } else {
              result.set(here, whole += x.whole(here));
            }
          }
        });
    return result;
  }

  private static int at(Value x, long[] at, int axis, long position) {
    return Coordinates.index(x.shape(), Coordinates.with(at, axis, position));
  }
}
