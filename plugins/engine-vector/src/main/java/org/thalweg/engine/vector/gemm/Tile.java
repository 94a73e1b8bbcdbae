package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;

/** Computes a tile of the result that fits the registers. */
@FunctionalInterface
interface Tile {
  /**
   * Adds products to a tile, or sets it to them. Offsets and strides of the left operand are in
   * elements, others in bytes.
   *
   * @param left an array with a block of the left operand, of floats or doubles
   * @param leftOffset its first element
   * @param leftRow from row to row
   * @param leftStep from one inner index to the next; what the shape says
   * @param b rows of the right operand, whose elements are neighbours
   * @param bOffset its first element
   * @param bStep from one inner index to the next; what the shape says if it is packed
   * @param c the result, whose elements are neighbours along a row
   * @param cOffset its first element
   * @param cRow from row to row
   * @param depth number of inner indices
   * @param rows rows of the tile that count
   * @param columns columns of the tile that count
   * @param first whether the tile is set rather than added to
   */
  void run(
      Object left,
      int leftOffset,
      int leftRow,
      int leftStep,
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
