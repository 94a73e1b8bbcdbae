package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;

/** A generated loop over rows and columns of operands. */
@FunctionalInterface
public interface LoopKernel {
  /**
   * Runs the loop.
   *
   * @param memory the segment of each operand, then of each total
   * @param offsets where each starts, in bytes (counters: in elements)
   * @param strides how far rows lie apart, likewise
   * @param params the bits of each number
   * @param scratch memory of this thread; see {@link Phases#scratchBytes}
   * @param rows number of rows
   * @param columns number of elements of a row
   */
  void run(
      MemorySegment[] memory,
      long[] offsets,
      long[] strides,
      long[] params,
      MemorySegment scratch,
      long rows,
      long columns);

  /** Calls the methods of the loop so that they return at once; see {@link QuickTier}. */
  default void touch() {}
}
