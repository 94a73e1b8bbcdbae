package org.thalweg.engine.vector.gemm;

import org.thalweg.engine.vector.copy.Strips;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * The form of a register tile. Steps from one inner index to the next that it knows let the
 * compiler test bounds once instead of at each step.
 *
 * @param type F32 or F64
 * @param rows rows of the tile
 * @param vectors vectors of a row
 * @param masked whether the last vector is cut off
 * @param byColumns whether the left operand is packed column by column, not row by row
 * @param packed whether the right operand is packed, or else read where it is, at any step
 */
record TileShape(
    LaneType type, int rows, int vectors, boolean masked, boolean byColumns, boolean packed) {
  /** Returns the elements from one row of the left operand to the next. */
  int leftRow() {
    return byColumns ? 1 : Left.rowPitch(type);
  }

  /** Returns the elements from one inner index of the left operand to the next. */
  int leftStep() {
    return byColumns ? Left.columnPitch(type, rows) : 1;
  }

  /** Returns the bytes from one inner index of a packed right operand to the next. */
  static long rightStep() {
    return Strips.bytes();
  }
}
