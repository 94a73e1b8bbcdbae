package org.thalweg.engine.reference;

import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Windowing;

/** Sliding windows. */
final class Windows {
  private Windows() {}

  static Value run(Windowing primitive, Value x, Spec spec) {
    return switch (primitive) {
      case Windowing.Unfold(var sizes, var strides, var dilations) -> {
        Value result = Value.zeros(spec);
        Coordinates.each(
            spec.shape(),
            at ->
                result.copy(
                    Coordinates.index(spec.shape(), at),
                    x,
                    source(at, x.shape(), sizes.size(), strides, dilations)));
        yield result;
      }
      case Windowing.Fold(var extents, var strides, var dilations) ->
          fold(x, spec, extents.size(), strides, dilations);
    };
  }

  private static Value fold(
      Value x, Spec spec, int spatial, List<Long> strides, List<Long> dilations) {
    Sums sums = new Sums(spec);
    Coordinates.each(
        x.shape(),
        at ->
            sums.add(
                source(at, spec.shape(), spatial, strides, dilations),
                x,
                Coordinates.index(x.shape(), at)));
    return sums.result();
  }

  /** Returns the index in the unfolded tensor of an element of a window. */
  private static int source(
      long[] at, Shape whole, int spatial, List<Long> strides, List<Long> dilations) {
    int lead = whole.rank() - spatial;
    long[] from = new long[whole.rank()];
    System.arraycopy(at, 0, from, 0, lead);
    for (int axis = 0; axis < spatial; axis++) {
      from[lead + axis] =
          at[lead + axis] * strides.get(axis) + at[lead + spatial + axis] * dilations.get(axis);
    }
    return Coordinates.index(whole, from);
  }
}
