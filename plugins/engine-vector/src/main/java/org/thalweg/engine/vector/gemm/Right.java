package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * A block of the right operand, packed into an array panel by panel: rows as wide as a tile follow
 * each other, zero where the operand ends.
 */
final class Right {
  /** Vectors of a panel's row. */
  static final int VECTORS = 2;

  /** Panels of a block. */
  static final int PANELS = 64;

  /** The arrays of a thread. */
  private static final ThreadLocal<Room> OWN = ThreadLocal.withInitial(Room::new);

  private Right() {}

  /** Returns the elements of a panel's row. */
  static int width(LaneType type) {
    return VECTORS * Machine.lanes(type);
  }

  /** Returns the elements of a panel. */
  static int elements(LaneType type) {
    return Left.depth(type) * width(type);
  }

  /** Returns the bytes of a panel. */
  static long bytes(LaneType type) {
    return (long) elements(type) * type.bytes();
  }

  /** Returns an array of this thread, of floats or doubles, for so many panels. */
  static Object own(LaneType type, int panels) {
    return in(OWN.get(), type, panels);
  }

  /** Returns an array of floats or doubles for so many panels. */
  static Object in(Room room, LaneType type, int panels) {
    return room.of(type, panels * elements(type));
  }

  /** Copies rows of a panel from memory where it is packed. */
  static void copy(MemorySegment from, LaneType type, Object array, int panel, int rows) {
    Room.copy(from, 0, type, array, panel * elements(type), rows * width(type));
    end(type, array, panel, rows);
  }

  /** Has a panel end with rows of zeros where a tile takes more of them. */
  private static void end(LaneType type, Object array, int panel, int rows) {
    int first = panel * elements(type);
    int width = width(type);
    Room.fill(type, array, first + rows * width, first + Left.whole(rows) * width, 0);
  }

  /**
   * Packs rows whose elements are neighbours.
   *
   * @param index the first element
   * @param stride elements from row to row
   */
  static void pack(
      MemorySegment from,
      long index,
      long stride,
      int rows,
      int columns,
      LaneType type,
      Object array) {
    int width = width(type);
    int whole = columns / width;
    int bytes = type.bytes();
    Strips.of(type)
        .get((long) rows * whole)
        .run(from, index * bytes, stride * bytes, array, rows, whole);
    int rest = columns - whole * width;
    for (int k = 0; k < rows && rest > 0; k++) {
      int to = whole * elements(type) + k * width;
      long position = index + k * stride + (long) whole * width;
      Room.copy(from, position * bytes, type, array, to, rest);
      Room.fill(type, array, to + rest, to + width, 0);
    }
    for (int panel = 0; panel * width < columns; panel++) {
      end(type, array, panel, rows);
    }
  }
}
