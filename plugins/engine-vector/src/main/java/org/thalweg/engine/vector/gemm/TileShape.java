package org.thalweg.engine.vector.gemm;

import org.thalweg.engine.vector.lane.LaneType;

/**
 * The form of a register tile.
 *
 * @param type F32 or F64
 * @param rows rows of the tile
 * @param vectors vectors of a row
 * @param masked whether the last vector is cut off
 */
record TileShape(LaneType type, int rows, int vectors, boolean masked) {
  /** Bytes between packed rows: not a power of two, so that rows do not share cache sets. */
  static final int PACKED_ROW = (256 + 16) * Float.BYTES;

  /** Returns the number of inner indices of a packed row. */
  static int depth(LaneType type) {
    return 256 * Float.BYTES / type.bytes();
  }
}
