package org.thalweg.engine.vector.copy;

import java.lang.foreign.MemorySegment;

/** Transposes a square of elements. All offsets and strides are in bytes. */
@FunctionalInterface
interface Transposer {
  /**
   * Writes row i of the source as column i of the target.
   *
   * @param sourceStride distance of the source's rows, whose elements are neighbours
   * @param targetStride distance of the target's rows, whose elements are neighbours
   */
  void run(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      MemorySegment target,
      long targetOffset,
      long targetStride);
}
