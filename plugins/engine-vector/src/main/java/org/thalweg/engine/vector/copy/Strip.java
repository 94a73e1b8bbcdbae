package org.thalweg.engine.vector.copy;

import java.lang.foreign.MemorySegment;

/** Copies a strip of a matrix, two vectors wide. All offsets and strides are in bytes. */
@FunctionalInterface
interface Strip {
  /**
   * Writes rows one behind the other.
   *
   * @param sourceStride distance of the source's rows
   * @param rows how many; none if negative
   */
  void run(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      MemorySegment target,
      long targetOffset,
      long rows);
}
