package org.thalweg.api.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thalweg.api.Checks;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Windowing;

/** Changes of shape, cuts and matrix products. Negative axes count from the end. */
public sealed interface MovementOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /**
   * Returns the same elements under another shape; one extent may be -1, which is worked out.
   *
   * @throws ThalwegException if the number of elements would change
   */
  default Tensor reshape(long... extents) {
    long[] result = extents.clone();
    long known = 1;
    int open = -1;
    for (int axis = 0; axis < result.length; axis++) {
      if (result[axis] == -1) {
        Checks.require(
            open < 0, "reshape: at most one extent is -1, was %s", Arrays.toString(extents));
        open = axis;
      } else {
        known *= result[axis];
      }
    }
    if (open >= 0) {
      if (known == 0 || self().size() % known != 0) {
        throw new ThalwegException(
            "reshape: %s has no whole number of rows in %s"
                .formatted(self().spec(), Arrays.toString(extents)));
      }
      result[open] = self().size() / known;
    }
    return Ops.reshape(self(), Shape.of(result));
  }

  /** Returns the same elements under another shape. */
  default Tensor reshape(Shape shape) {
    return Ops.reshape(self(), shape);
  }

  /** Returns all axes from one on as a single axis. */
  default Tensor flatten(int from) {
    Tensor x = self();
    int axis = from == x.rank() ? from : x.shape().axis(from);
    Shape tail = x.shape().slice(axis, x.rank());
    return Ops.reshape(x, x.shape().slice(0, axis).concat(Shape.of(tail.size())));
  }

  /** Returns an axis of extent 1 inserted before {@code axis}; -1 appends one. */
  default Tensor unsqueeze(int axis) {
    int at = axis < 0 ? axis + self().rank() + 1 : axis;
    return Ops.reshape(self(), self().shape().insert(at, 1));
  }

  /**
   * Returns an axis of extent 1 dropped.
   *
   * @throws ThalwegException if its extent is not 1
   */
  default Tensor squeeze(int axis) {
    if (self().dim(axis) != 1) {
      throw new ThalwegException(
          "squeeze: axis %d of %s is not of extent 1".formatted(axis, self().spec()));
    }
    return Ops.reshape(self(), self().shape().without(axis));
  }

  /** Returns the axes in another order: axis i of the result is axis {@code order[i]} of this. */
  default Tensor permute(int... order) {
    List<Integer> permutation = new ArrayList<>();
    for (int axis : order) {
      permutation.add(self().shape().axis(axis));
    }
    boolean identity = permutation.equals(Ops.axesUpTo(self().rank()));
    return identity
        ? self()
        : Tensor.record(new Movement.Transpose(List.copyOf(permutation)), self());
  }

  /** Returns two axes swapped. */
  default Tensor transpose(int first, int second) {
    int[] order = new int[self().rank()];
    for (int axis = 0; axis < order.length; axis++) {
      order[axis] = axis;
    }
    order[self().shape().axis(first)] = self().shape().axis(second);
    order[self().shape().axis(second)] = self().shape().axis(first);
    return permute(order);
  }

  /** Returns the last two axes swapped: the transpose of a matrix. */
  default Tensor t() {
    return transpose(-1, -2);
  }

  /** Returns the values repeated to a shape, by the rules of broadcasting. */
  default Tensor broadcastTo(Shape shape) {
    return Ops.broadcast(self(), shape);
  }

  /** Returns the elements {@code from} (inclusive) to {@code to} (exclusive) of an axis. */
  default Tensor slice(int axis, long from, long to) {
    return slice(axis, from, to, 1);
  }

  /** Returns every {@code step}-th element from {@code from} to before {@code to} of an axis. */
  default Tensor slice(int axis, long from, long to, long step) {
    Tensor x = self();
    int cut = x.shape().axis(axis);
    long extent = x.dim(cut);
    long start = from < 0 ? from + extent : from;
    long limit = to < 0 ? to + extent : to;
    if (start == 0 && limit == extent && step == 1) {
      return x;
    }
    List<Long> starts = new ArrayList<>(Ops.repeat(0, x.rank()));
    List<Long> limits = new ArrayList<>(Arrays.stream(x.shape().toArray()).boxed().toList());
    List<Long> steps = new ArrayList<>(Ops.repeat(1, x.rank()));
    starts.set(cut, start);
    limits.set(cut, limit);
    steps.set(cut, step);
    return Tensor.record(
        new Movement.Slice(List.copyOf(starts), List.copyOf(limits), List.copyOf(steps)), x);
  }

  /** Returns one position of an axis, which is dropped; negative positions count from the end. */
  default Tensor select(int axis, long position) {
    long from = position < 0 ? position + self().dim(axis) : position;
    return slice(axis, from, from + 1).squeeze(axis);
  }

  /** Returns axes in reverse order. */
  default Tensor flip(int... axes) {
    return Tensor.record(new Movement.Flip(Ops.axes(self(), axes)), self());
  }

  /** Returns one axis with a value before and after it. */
  default Tensor pad(int axis, long low, long high, double value) {
    int rank = self().rank();
    List<Long> lows = new ArrayList<>(Ops.repeat(0, rank));
    List<Long> highs = new ArrayList<>(Ops.repeat(0, rank));
    lows.set(self().shape().axis(axis), low);
    highs.set(self().shape().axis(axis), high);
    return pad(lows, highs, Ops.repeat(0, rank), value);
  }

  /** Returns a frame of one value around and between the elements, given per axis. */
  default Tensor pad(List<Long> low, List<Long> high, List<Long> interior, double value) {
    boolean nothing =
        java.util.stream.Stream.of(low, high, interior).flatMap(List::stream).allMatch(n -> n == 0);
    return nothing
        ? self()
        : Tensor.record(
            new Movement.Pad(List.copyOf(low), List.copyOf(high), List.copyOf(interior), value),
            self());
  }

  /** Returns all windows over the last axes; see {@link Windowing.Unfold}. */
  default Tensor unfold(List<Long> sizes, List<Long> strides, List<Long> dilations) {
    return Tensor.record(
        new Windowing.Unfold(List.copyOf(sizes), List.copyOf(strides), List.copyOf(dilations)),
        self());
  }

  /**
   * Returns the matrix product over the last axis of this and the last but one of other. Leading
   * axes broadcast; a vector on the left is a row, on the right a column, and its axis is dropped.
   */
  default Tensor matmul(Tensor other) {
    Tensor left = self();
    if (left.rank() == 0 || other.rank() == 0) {
      throw new ThalwegException(
          "matmul: takes no scalars, was %s and %s; use mul".formatted(left.spec(), other.spec()));
    }
    if (left.rank() == 1) {
      return left.unsqueeze(0).matmul(other).squeeze(other.rank() == 1 ? 0 : -2);
    }
    if (other.rank() == 1) {
      return left.matmul(other.unsqueeze(1)).squeeze(-1);
    }
    Shape lead =
        Shape.broadcast(
            left.shape().slice(0, left.rank() - 2), other.shape().slice(0, other.rank() - 2));
    return Tensor.record(
        new Contraction.MatMul(),
        Ops.broadcast(left, lead.concat(left.shape().slice(left.rank() - 2, left.rank()))),
        Ops.broadcast(other, lead.concat(other.shape().slice(other.rank() - 2, other.rank()))));
  }
}
