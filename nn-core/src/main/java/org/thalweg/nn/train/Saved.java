package org.thalweg.nn.train;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/**
 * All that a run goes on with, a tree of tensors.
 *
 * @param course the state of its {@link Course}: parameters, memory of the optimizer, random key
 * @param epoch the number of the epoch, an int64 scalar
 * @param position how many steps of that epoch are done, an int64 scalar; the order of examples
 *     follows from seed and epoch
 * @param best what was best so far
 * @param history the epochs that are done
 */
record Saved(Object course, Tensor epoch, Tensor position, Best.Kept best, History history) {
  static Tensor count(long value) {
    return Tensor.of(Shape.scalar(), DType.INT64, value);
  }

  static int count(Tensor tensor) {
    return Math.toIntExact(tensor.storage().getLong(0));
  }
}
