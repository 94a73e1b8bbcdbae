package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;

/**
 * Primitives whose positions depend on values, and orders along an axis. An index outside the axis
 * reads as 0 and writes nowhere; public operations guard against it.
 */
public sealed interface Indexing extends Primitive {

  /**
   * Slices picked by index along an axis: the result's shape is the input's with the axis replaced
   * by all axes of the indices. Inputs: values, indices.
   *
   * @param axis the axis that is indexed
   */
  record Gather(int axis) implements Indexing {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec values = inputs.getFirst();
      Spec indices = inputs.getLast();
      Rules.indices(this, indices);
      check(axis >= 0 && axis < values.shape().rank(), this, "axis %d of %s", axis, values);
      Shape shape = values.shape();
      return List.of(
          values.with(
              shape
                  .slice(0, axis)
                  .concat(indices.shape())
                  .concat(shape.slice(axis + 1, shape.rank()))));
    }
  }

  /**
   * The adjoint of {@link Gather}: slices added into a tensor of zeros at their index, in order.
   * Inputs: slices, indices.
   *
   * @param axis the axis that is indexed
   * @param extent extent of that axis in the result
   */
  record ScatterAdd(int axis, long extent) implements Indexing {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec slices = inputs.getFirst();
      Spec indices = inputs.getLast();
      Rules.numeric(this, slices);
      Rules.indices(this, indices);
      int last = axis + indices.shape().rank();
      check(
          axis >= 0
              && last <= slices.shape().rank()
              && slices.shape().slice(axis, last).equals(indices.shape()),
          this,
          "axes of indices %s are not those of %s from axis %d",
          indices,
          slices,
          axis);
      return List.of(
          slices.with(
              slices
                  .shape()
                  .slice(0, axis)
                  .concat(Shape.of(extent))
                  .concat(slices.shape().slice(last, slices.shape().rank()))));
    }
  }

  /**
   * One element per index along an axis: the result has the indices' shape, whose other extents
   * equal the input's. Inputs: values, indices.
   *
   * @param axis the axis that is indexed
   */
  record TakeAlong(int axis) implements Indexing {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec values = inputs.getFirst();
      Spec indices = inputs.getLast();
      Rules.indices(this, indices);
      check(
          axis >= 0
              && axis < values.shape().rank()
              && indices.shape().rank() == values.shape().rank()
              && indices.shape().without(axis).equals(values.shape().without(axis)),
          this,
          "indices %s and values %s differ on another axis than %d",
          indices,
          values,
          axis);
      return List.of(values.with(indices.shape()));
    }
  }

  /**
   * The adjoint of {@link TakeAlong}: elements added into a tensor of zeros at their index, in
   * order. Inputs: elements, indices of the same shape.
   *
   * @param axis the axis that is indexed
   * @param extent extent of that axis in the result
   */
  record PutAlong(int axis, long extent) implements Indexing {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec elements = inputs.getFirst();
      Spec indices = inputs.getLast();
      Rules.numeric(this, elements);
      Rules.indices(this, indices);
      check(
          axis >= 0 && axis < elements.shape().rank() && indices.shape().equals(elements.shape()),
          this,
          "indices %s do not have the shape of %s",
          indices,
          elements);
      return List.of(elements.with(elements.shape().with(axis, extent)));
    }
  }

  /**
   * The positions that sort each line along an axis, as int32; equal elements keep their order, and
   * NaN counts as the largest.
   *
   * @param axis the axis
   * @param descending largest first
   */
  record ArgSort(int axis, boolean descending) implements Indexing {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      Rules.numeric(this, input);
      check(axis >= 0 && axis < input.shape().rank(), this, "axis %d of %s", axis, input);
      return List.of(input.with(DType.INT32));
    }
  }

  /**
   * Running sums along an axis, each with its own element.
   *
   * @param axis the axis
   * @param reverse from the end to the start
   */
  record CumSum(int axis, boolean reverse) implements Indexing {
    @Override
    public List<Spec> infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      Rules.numeric(this, input);
      check(axis >= 0 && axis < input.shape().rank(), this, "axis %d of %s", axis, input);
      return List.of(input);
    }
  }
}
