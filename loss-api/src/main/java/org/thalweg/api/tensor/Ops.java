package org.thalweg.api.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Unary;

/** Steps that the fluent operations share. */
final class Ops {
  private Ops() {}

  static Tensor binary(Binary primitive, Tensor left, Tensor right) {
    Shape shape = Shape.broadcast(left.shape(), right.shape());
    return Tensor.record(primitive, broadcast(left, shape), broadcast(right, shape));
  }

  static Tensor binary(Binary primitive, Tensor left, double right) {
    return Tensor.record(primitive, left, like(left, right));
  }

  static Tensor broadcast(Tensor tensor, Shape shape) {
    return tensor.shape().equals(shape)
        ? tensor
        : Tensor.record(new Movement.Broadcast(shape), tensor);
  }

  /** Returns one value in the shape and type of a tensor. */
  static Tensor like(Tensor tensor, double value) {
    return Tensor.full(tensor.shape(), tensor.dtype(), value);
  }

  static Tensor cast(Tensor tensor, DType dtype) {
    return tensor.dtype() == dtype ? tensor : Tensor.record(new Unary.Cast(dtype), tensor);
  }

  static Tensor reshape(Tensor tensor, Shape shape) {
    return tensor.shape().equals(shape)
        ? tensor
        : Tensor.record(new Movement.Reshape(shape), tensor);
  }

  static Tensor record(Primitive primitive, Tensor tensor) {
    return Tensor.record(primitive, tensor);
  }

  /** Returns axes counted from the start, ascending and distinct; none means all. */
  static List<Integer> axes(Tensor tensor, int... axes) {
    SortedSet<Integer> found = new TreeSet<>();
    for (int axis : axes) {
      found.add(tensor.shape().axis(axis));
    }
    return axes.length == 0 ? axesUpTo(tensor.rank()) : List.copyOf(found);
  }

  /** Returns the axes of a rank, in order. */
  static List<Integer> axesUpTo(int rank) {
    List<Integer> all = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      all.add(axis);
    }
    return all;
  }

  /** Returns the shape with the axes at extent 1, as a reduction that keeps them has it. */
  static Shape kept(Tensor tensor, List<Integer> axes) {
    Shape shape = tensor.shape();
    for (int axis : axes) {
      shape = shape.with(axis, 1);
    }
    return shape;
  }

  static List<Long> repeat(long value, int times) {
    return Collections.nCopies(times, value);
  }
}
