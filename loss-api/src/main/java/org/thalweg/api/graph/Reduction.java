package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

/** Primitives that fold axes away. The folded axes are absent from the result. */
public sealed interface Reduction extends Primitive {

  /** Returns the axes that are folded, ascending. */
  List<Integer> axes();

  @Override
  default List<Spec> infer(List<Spec> inputs) {
    Spec input = inputs.getFirst();
    Rules.numeric(this, input);
    Rules.axes(this, input, axes());
    Shape shape = input.shape();
    for (int axis : axes().reversed()) {
      if (!(this instanceof Sum)) {
        check(shape.dim(axis) > 0, this, "over the empty axis %d of %s has no value", axis, input);
      }
      shape = shape.without(axis);
    }
    return List.of(new Spec(shape, this instanceof ArgMax ? DType.INT32 : input.dtype()));
  }

  /**
   * The sum; 0 over nothing.
   *
   * @param axes the axes to fold, ascending
   */
  record Sum(List<Integer> axes) implements Reduction {}

  /**
   * The largest value; NaN if any is. Ties share the gradient evenly.
   *
   * @param axes the axes to fold, ascending
   */
  record Max(List<Integer> axes) implements Reduction {}

  /**
   * The position of the first of the largest values along one axis, as int32; of the first NaN if
   * there is one.
   *
   * @param axis the axis to fold
   */
  record ArgMax(int axis) implements Reduction {
    @Override
    public List<Integer> axes() {
      return List.of(axis);
    }
  }
}
