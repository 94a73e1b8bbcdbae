package org.thalweg.api.tensor;

import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Indexing;

/** Access by index, orders along an axis, and checks of values. */
public sealed interface IndexOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /**
   * Returns slices picked along an axis, which is replaced by all axes of the indices (NumPy's
   * {@code take}). Running it fails with an error that names the position if an index is outside
   * the axis.
   */
  default Tensor take(Tensor indices, int axis) {
    int along = self().shape().axis(axis);
    return Tensor.record(new Indexing.Gather(along), self(), checked(indices, self().dim(along)));
  }

  /**
   * Returns one element per index along an axis (NumPy's {@code take_along_axis}, PyTorch's {@code
   * gather}). Running it fails with an error that names the position if an index is outside the
   * axis.
   */
  default Tensor takeAlong(Tensor indices, int axis) {
    int along = self().shape().axis(axis);
    return Tensor.record(
        new Indexing.TakeAlong(along), self(), checked(indices, self().dim(along)));
  }

  private static Tensor checked(Tensor indices, long extent) {
    return indices.guard(
        indices.ge(0).and(indices.lt((double) extent)),
        "index {value} at {at} is outside an axis of " + extent,
        indices);
  }

  /**
   * Returns these values, once it is certain that a condition holds everywhere; a run in which it
   * does not fails with the message.
   *
   * @param condition bools of any shape
   * @param message what is wrong, with {@code {at}} for the first position where the condition is
   *     false and {@code {value}} for the culprit there
   * @param culprit a tensor of the condition's shape that the message quotes
   */
  default Tensor guard(Tensor condition, String message, Tensor culprit) {
    return Tensor.record(new Control.Guard(message), self(), condition, culprit);
  }

  /** Returns the positions that sort each line along an axis, as int32; ties keep their order. */
  default Tensor argsort(int axis, boolean descending) {
    return Tensor.record(new Indexing.ArgSort(self().shape().axis(axis), descending), self());
  }

  /** Returns each line along an axis sorted, NaN last (first if descending). */
  default Tensor sort(int axis, boolean descending) {
    int along = self().shape().axis(axis);
    return Tensor.record(new Indexing.TakeAlong(along), self(), argsort(along, descending));
  }

  /** Returns running sums along an axis. */
  default Tensor cumsum(int axis) {
    return Tensor.record(new Indexing.CumSum(self().shape().axis(axis), false), self());
  }

  /** Returns integers as rows of 0 with a 1 at their position, along a new last axis. */
  default Tensor oneHot(long classes, DType dtype) {
    Tensor column = self().unsqueeze(-1);
    Tensor positions = Tensors.arange(classes, self().dtype());
    return column.eq(positions).to(dtype);
  }
}
