package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;

/** Copies rows of memory, cut into strips as wide as a tile, to the panels of an array. */
@FunctionalInterface
interface Strip {
  /**
   * Copies rows.
   *
   * @param source where rows are read
   * @param sourceOffset the first byte of the first row
   * @param sourceStride bytes from row to row
   * @param target an array of floats or doubles
   * @param rows number of rows
   * @param panels number of panels
   */
  void run(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      Object target,
      long rows,
      int panels);
}
