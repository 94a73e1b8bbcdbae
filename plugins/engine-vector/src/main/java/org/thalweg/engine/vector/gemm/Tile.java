package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;

/** Computes a tile of the result that fits the registers. */
@FunctionalInterface
interface Tile {
  /**
   * Adds products to a tile, or sets it to them. All strides and offsets are in bytes.
   *
   * @param a rows of the left operand
   * @param aOffset its first element
   * @param aRow from row to row
   * @param aStep from one inner index to the next
   * @param b rows of the right operand, whose elements are neighbours
   * @param bOffset its first element
   * @param bStep from one inner index to the next
   * @param c the result, whose elements are neighbours along a row
   * @param cOffset its first element
   * @param cRow from row to row
   * @param depth number of inner indices
   * @param rows rows of the tile that count
   * @param columns columns of the tile that count
   * @param first whether the tile is set rather than added to
   */
  void run(
      MemorySegment a,
      long aOffset,
      long aRow,
      long aStep,
      MemorySegment b,
      long bOffset,
      long bStep,
      MemorySegment c,
      long cOffset,
      long cRow,
      long depth,
      int rows,
      int columns,
      boolean first);
}
