package org.thalweg.engine.reference;

import java.util.List;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Movement;

/** Values in other places. */
final class Movements {
  private Movements() {}

  /** Where an element of the result comes from. */
  private interface Origin {
    long[] of(long[] at);
  }

  static Value run(Movement primitive, List<Value> inputs, Spec spec) {
    Value x = inputs.getFirst();
    return switch (primitive) {
      case Movement.Reshape(Shape shape) -> x.reshaped(shape);
      case Movement.Transpose(var permutation) ->
          pick(
              x,
              spec,
              at -> {
                long[] from = new long[at.length];
                for (int axis = 0; axis < at.length; axis++) {
                  from[permutation.get(axis)] = at[axis];
                }
                return from;
              });
      case Movement.Broadcast(Shape shape) ->
          pick(
              x,
              spec,
              at -> {
                int added = shape.rank() - x.shape().rank();
                long[] from = new long[x.shape().rank()];
                for (int axis = 0; axis < from.length; axis++) {
                  from[axis] = x.shape().dim(axis) == 1 ? 0 : at[axis + added];
                }
                return from;
              });
      case Movement.Slice(var starts, var _, var steps) ->
          pick(
              x,
              spec,
              at -> {
                long[] from = new long[at.length];
                for (int axis = 0; axis < at.length; axis++) {
                  from[axis] = starts.get(axis) + at[axis] * steps.get(axis);
                }
                return from;
              });
      case Movement.Flip(var axes) ->
          pick(
              x,
              spec,
              at -> {
                long[] from = at.clone();
                axes.forEach(axis -> from[axis] = x.shape().dim(axis) - 1 - at[axis]);
                return from;
              });
      case Movement.Pad pad -> pad(pad, x, spec);
      case Movement.Concat(int axis) -> concat(axis, inputs, spec);
    };
  }

  private static Value pick(Value x, Spec spec, Origin origin) {
    Value result = Value.zeros(spec);
    Coordinates.each(
        spec.shape(),
        at ->
            result.copy(
                Coordinates.index(spec.shape(), at),
                x,
                Coordinates.index(x.shape(), origin.of(at))));
    return result;
  }

  private static Value pad(Movement.Pad pad, Value x, Spec spec) {
    Value result = Value.zeros(spec);
    for (int i = 0; i < result.size(); i++) {
      if (result.isReal()) {
        result.set(i, pad.value());
      } else {
        result.set(i, (long) pad.value());
      }
    }
    Coordinates.each(
        x.shape(),
        at -> {
          long[] to = new long[at.length];
          for (int axis = 0; axis < at.length; axis++) {
            to[axis] = pad.low().get(axis) + at[axis] * (pad.interior().get(axis) + 1);
          }
          result.copy(Coordinates.index(spec.shape(), to), x, Coordinates.index(x.shape(), at));
        });
    return result;
  }

  private static Value concat(int axis, List<Value> inputs, Spec spec) {
    Value result = Value.zeros(spec);
    long start = 0;
    for (Value input : inputs) {
      long offset = start;
      Coordinates.each(
          input.shape(),
          at ->
              result.copy(
                  Coordinates.index(spec.shape(), Coordinates.with(at, axis, at[axis] + offset)),
                  input,
                  Coordinates.index(input.shape(), at)));
      start += input.shape().dim(axis);
    }
    return result;
  }
}
