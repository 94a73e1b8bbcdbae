package org.thalweg.nn.data;

import java.lang.foreign.MemorySegment;
import org.thalweg.api.data.Storage;
import org.thalweg.api.tensor.Tensor;

/** Copies slices of the first axis. */
final class Rows {
  private final MemorySegment source;
  private final MemorySegment target;
  private final long bytes;

  /**
   * Copies between tensors of one type whose slices have one shape.
   *
   * @param source where slices come from
   * @param target memory that they go to
   */
  Rows(Tensor source, Storage target) {
    this.source = source.storage().segment();
    this.target = target.segment();
    this.bytes = source.shape().without(0).size() * source.dtype().bytes();
  }

  void copy(int from, int to) {
    MemorySegment.copy(source, from * bytes, target, to * bytes, bytes);
  }

  /** Returns the slices of the given rows. */
  static Tensor select(Tensor tensor, int... rows) {
    Tensor shaped = tensor.eval();
    Storage storage =
        Storage.allocate(tensor.dtype(), rows.length * tensor.shape().without(0).size());
    Rows copier = new Rows(shaped, storage);
    for (int i = 0; i < rows.length; i++) {
      copier.copy(rows[i], i);
    }
    return Tensor.of(tensor.shape().with(0, rows.length), storage);
  }
}
