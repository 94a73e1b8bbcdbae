package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Computes a tile of the result that fits the registers. */
@FunctionalInterface
interface Tile {
  /**
   * Adds products to a tile, or sets it to them. Offsets and strides are in bytes.
   *
   * @param left an array with a block of the left operand, of floats or doubles
   * @param leftOffset the element where the tile's first row starts
   * @param right an array with a block of the right operand, if the shape says that it is packed
   * @param rightOffset the element where the panel starts
   * @param b rows of the right operand, whose elements are neighbours, if it is not
   * @param bOffset its first element
   * @param bStep from one inner index to the next
   * @param c the result, whose elements are neighbours along a row
   * @param cOffset its first element
   * @param cRow from row to row
   * @param depth number of inner indices; packed operands have {@link Left#TOGETHER} each time
   * @param rows rows of the tile that count
   * @param columns columns of the tile that count
   * @param first whether the tile is set rather than added to
   */
  void run(
      Object left,
      int leftOffset,
      @Nullable Object right,
      int rightOffset,
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
