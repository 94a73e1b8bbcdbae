package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

/** Primitives that make values out of nothing but their attributes. */
public sealed interface Source extends Primitive {

  /**
   * An argument of a function that is being traced; it has no value.
   *
   * @param spec shape and type of the argument
   * @param name what messages call it
   */
  record Argument(Spec spec, String name) implements Source {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      return List.of(spec);
    }
  }

  /**
   * One value everywhere.
   *
   * @param spec shape and type of the result
   * @param value a {@link Double} for floating types, a {@link Long} for integers, 0 or 1 as a
   *     {@link Long} for bool
   */
  record Fill(Spec spec, Number value) implements Source {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      check(
          spec.dtype().isFloating() ? value instanceof Double : value instanceof Long,
          this,
          "the value of %s was a %s",
          spec,
          value.getClass().getSimpleName());
      return List.of(spec);
    }
  }

  /**
   * The coordinate along one axis: 0, 1, 2 and so on, the same along all other axes.
   *
   * @param spec shape and type of the result; not bool
   * @param axis the axis that is counted
   */
  record Iota(Spec spec, int axis) implements Source {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      check(axis >= 0 && axis < spec.shape().rank(), this, "axis %d of %s", axis, spec);
      check(spec.dtype() != DType.BOOL, this, "cannot count in bool");
      return List.of(spec);
    }
  }

  /**
   * Random bits: element i is the exclusive or of both words of Threefry-2x32-20 under the key at
   * counter {@code offset + i}; key and counter give their high word first.
   *
   * <p>Input: the key, an int64 scalar. Result: int32, uniform over all values. Source: Salmon et
   * al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
   *
   * @param shape shape of the result
   * @param offset first counter
   */
  record RandomBits(Shape shape, long offset) implements Source {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec key = inputs.getFirst();
      check(
          key.equals(new Spec(Shape.scalar(), DType.INT64)),
          this,
          "takes a key of int64[], was %s",
          key);
      return List.of(new Spec(shape, DType.INT32));
    }
  }
}
