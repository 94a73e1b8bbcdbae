package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * A block of the left operand, packed into an array: the compiler reads single elements of one with
 * far less ado than of memory. Rows follow each other; or columns do, if elements of columns are
 * neighbours in the operand.
 */
final class Left {
  /** Tiles of a block. */
  static final int TILES = 16;

  /** Inner indices of a block, in bytes: of 256 elements of single precision. */
  private static final int DEPTH_BYTES = 1024;

  /** What makes a pitch no power of two, lest rows share places in the cache. */
  private static final int APART_BYTES = 64;

  private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  /** The array of a thread. */
  private static final ThreadLocal<Left> OWN = ThreadLocal.withInitial(Left::new);

  private float[] singles = {};
  private double[] doubles = {};

  private Left() {}

  /** Returns the most inner indices of a block. */
  static int depth(LaneType type) {
    return DEPTH_BYTES / type.bytes();
  }

  /** Returns the elements from row to row. */
  static int rowPitch(LaneType type) {
    return (DEPTH_BYTES + APART_BYTES) / type.bytes();
  }

  /** Returns the elements from column to column of a block of tiles of so many rows. */
  static int columnPitch(LaneType type, int rows) {
    return rows * TILES + APART_BYTES / type.bytes();
  }

  /** Returns the elements of a block of tiles of so many rows, whichever way it is packed. */
  static int elements(LaneType type, int rows) {
    return Math.max(rows * TILES * rowPitch(type), depth(type) * columnPitch(type, rows));
  }

  /** Returns an array of this thread: of floats or doubles, for tiles of so many rows. */
  static Object own(LaneType type, int rows) {
    Left own = OWN.get();
    int elements = elements(type, rows);
    if (type == LaneType.F32) {
      own.singles = own.singles.length < elements ? new float[elements] : own.singles;
      return own.singles;
    }
    own.doubles = own.doubles.length < elements ? new double[elements] : own.doubles;
    return own.doubles;
  }

  /** Returns whether a matrix is packed column by column. */
  static boolean isByColumns(Matrix matrix) {
    return matrix.column() != 1 && matrix.row() == 1;
  }

  /** Packs a block of a matrix into an array for tiles of so many rows. */
  static void pack(
      MemorySegment from,
      Matrix matrix,
      long row,
      int rows,
      long step,
      int steps,
      LaneType type,
      int tileRows,
      Object array) {
    if (isByColumns(matrix)) {
      int pitch = columnPitch(type, tileRows);
      for (int j = 0; j < steps; j++) {
        copy(from, matrix.at(row, step + j), type, array, j * pitch, rows);
      }
      return;
    }
    int pitch = rowPitch(type);
    for (int i = 0; i < rows; i++) {
      if (matrix.column() == 1) {
        copy(from, matrix.at(row + i, step), type, array, i * pitch, steps);
      } else {
        for (int j = 0; j < steps; j++) {
          copy(from, matrix.at(row + i, step + j), type, array, i * pitch + j, 1);
        }
      }
    }
  }

  private static void copy(
      MemorySegment from, long index, LaneType type, Object array, int to, int elements) {
    ValueLayout layout = type == LaneType.F32 ? F32 : F64;
    MemorySegment.copy(from, layout, index * type.bytes(), array, to, elements);
  }
}
