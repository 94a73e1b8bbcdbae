package org.thalweg.engine.vector.gemm;

import org.thalweg.engine.vector.lane.LaneType;

/**
 * The form of a register tile.
 *
 * @param type F32 or F64
 * @param rows rows of the tile
 * @param vectors vectors of a row
 * @param masked whether the last vector is cut off
 * @param packed whether the right operand is packed, or else read where it is, at any step
 */
record TileShape(LaneType type, int rows, int vectors, boolean masked, boolean packed) {}
