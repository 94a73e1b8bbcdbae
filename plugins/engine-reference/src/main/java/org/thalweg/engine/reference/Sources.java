package org.thalweg.engine.reference;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Source;

/** Values out of attributes. */
final class Sources {
  private Sources() {}

  static Value run(Source primitive, List<Value> inputs) {
    return switch (primitive) {
      case Source.Argument argument ->
          throw new IllegalArgumentException("a graph holds the argument " + argument.name());
      case Source.Fill(Spec spec, Number number) -> fill(spec, number);
      case Source.Iota(Spec spec, int axis) -> iota(spec, axis);
      case Source.RandomBits(var shape, long offset) -> {
        Value result = Value.zeros(new Spec(shape, DType.INT32));
        long key = inputs.getFirst().whole(0);
        for (int i = 0; i < result.size(); i++) {
          result.set(i, (long) Threefry.bits(key, offset + i));
        }
        yield result;
      }
    };
  }

  private static Value fill(Spec spec, Number number) {
    Value result = Value.zeros(spec);
    for (int i = 0; i < result.size(); i++) {
      if (result.isReal()) {
        result.set(i, number.doubleValue());
      } else {
        result.set(i, number.longValue());
      }
    }
    return result;
  }

  private static Value iota(Spec spec, int axis) {
    Value result = Value.zeros(spec);
    Coordinates.each(
        spec.shape(),
        at -> {
          int index = Coordinates.index(spec.shape(), at);
          if (result.isReal()) {
            result.set(index, (double) at[axis]);
          } else {
            result.set(index, at[axis]);
          }
        });
    return result;
  }
}
