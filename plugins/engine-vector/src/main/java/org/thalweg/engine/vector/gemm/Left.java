package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import org.thalweg.engine.vector.copy.Transpose;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * A block of the left operand, packed row by row into an array: the compiler reads single elements
 * of one with far less ado than of memory.
 */
final class Left {
  /** Tiles of a block. */
  static final int TILES = 16;

  /** Inner indices of a block, in bytes: of 256 elements of single precision. */
  private static final int DEPTH_BYTES = 1024;

  /** What the number of inner indices is rounded up to: a tile takes so many at a time. */
  static final int TOGETHER = 4;

  /** What makes a pitch no power of two, lest rows share places in the cache. */
  private static final int APART_BYTES = 64;

  /** The arrays of a thread. */
  private static final ThreadLocal<Room> OWN = ThreadLocal.withInitial(Room::new);

  private Left() {}

  /** Returns the most inner indices of a block. */
  static int depth(LaneType type) {
    return DEPTH_BYTES / type.bytes();
  }

  /** Returns the elements from row to row. */
  static int pitch(LaneType type) {
    return (DEPTH_BYTES + APART_BYTES) / type.bytes();
  }

  /** Returns an array of this thread: of floats or doubles, for tiles of so many rows. */
  static Object own(LaneType type, int rows) {
    return in(OWN.get(), type, rows);
  }

  /** Returns an array of floats or doubles for tiles of so many rows. */
  static Object in(Room room, LaneType type, int rows) {
    return room.of(type, TILES * rows * pitch(type));
  }

  /**
   * Packs a block of a matrix into an array.
   *
   * @param scratch memory for a panel of the right operand
   */
  static void pack(
      MemorySegment from,
      Matrix matrix,
      long row,
      int rows,
      long step,
      int steps,
      LaneType type,
      Object array,
      MemorySegment scratch) {
    if (matrix.column() == 1) {
      for (int i = 0; i < rows; i++) {
        copy(from, matrix.at(row + i, step), type, array, i * pitch(type), steps);
      }
    } else if (matrix.row() == 1) {
      int together = Right.width(type);
      for (int i = 0; i < rows; i += together) {
        int some = Math.min(together, rows - i);
        Transpose.of(type.bytes())
            .run(
                from,
                matrix.at(row + i, step) * type.bytes(),
                matrix.column() * type.bytes(),
                scratch,
                /* targetOffset= */ 0,
                DEPTH_BYTES,
                /* rows= */ steps,
                /* columns= */ some);
        for (int j = 0; j < some; j++) {
          copy(scratch, (long) j * depth(type), type, array, (i + j) * pitch(type), steps);
        }
      }
    } else {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < steps; j++) {
          copy(from, matrix.at(row + i, step + j), type, array, i * pitch(type) + j, 1);
        }
      }
    }
    for (int i = 0; i < rows && steps < whole(steps); i++) {
      // whose products with zero change no sum, not even one of -0
      Room.fill(type, array, i * pitch(type) + steps, i * pitch(type) + whole(steps), -0.0);
    }
  }

  /** Returns the number of inner indices rounded up. */
  static int whole(int steps) {
    return (steps + TOGETHER - 1) / TOGETHER * TOGETHER;
  }

  private static void copy(
      MemorySegment from, long index, LaneType type, Object array, int to, int elements) {
    Room.copy(from, index * type.bytes(), type, array, to, elements);
  }
}
