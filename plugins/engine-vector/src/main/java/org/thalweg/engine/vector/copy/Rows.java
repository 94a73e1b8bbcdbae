package org.thalweg.engine.vector.copy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Copies rows one after the other. Rows are short: each is copied by a loop, since the JDK's bulk
 * copies take longer to begin than that.
 */
public final class Rows {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private Rows() {}

  /**
   * Copies rows of elements that lie side by side.
   *
   * @param from where the first row starts
   * @param stride how many bytes rows lie apart
   * @param to where the first copy starts
   * @param apart how many bytes copies lie apart
   * @param bytes the size of an element: 1, 4 or 8
   */
  public static void copy(
      MemorySegment source,
      long from,
      long stride,
      MemorySegment target,
      long to,
      long apart,
      int bytes,
      long rows,
      int columns) {
    for (long row = 0; row < rows; row++) {
      long first = from + row * stride;
      long copy = to + row * apart;
      switch (bytes) {
        case Integer.BYTES -> {
          for (int k = 0; k < columns; k++) {
            target.set(INT, copy + 4L * k, source.get(INT, first + 4L * k));
          }
        }
        case Long.BYTES -> {
          for (int k = 0; k < columns; k++) {
            target.set(LONG, copy + 8L * k, source.get(LONG, first + 8L * k));
          }
        }
        default -> {
          for (int k = 0; k < columns; k++) {
            target.set(BYTE, copy + k, source.get(BYTE, first + k));
          }
        }
      }
    }
  }

  /**
   * Writes rows that repeat one element each.
   *
   * @param from where the first row's element is
   * @param stride how many bytes the elements of rows lie apart
   * @param to where the first row starts
   * @param apart how many bytes rows lie apart
   * @param bytes the size of an element: 1, 4 or 8
   */
  public static void repeat(
      MemorySegment source,
      long from,
      long stride,
      MemorySegment target,
      long to,
      long apart,
      int bytes,
      long rows,
      int columns) {
    for (long row = 0; row < rows; row++) {
      long first = from + row * stride;
      long copy = to + row * apart;
      switch (bytes) {
        case Integer.BYTES -> {
          int element = source.get(INT, first);
          for (int k = 0; k < columns; k++) {
            target.set(INT, copy + 4L * k, element);
          }
        }
        case Long.BYTES -> {
          long element = source.get(LONG, first);
          for (int k = 0; k < columns; k++) {
            target.set(LONG, copy + 8L * k, element);
          }
        }
        default -> {
          byte element = source.get(BYTE, first);
          for (int k = 0; k < columns; k++) {
            target.set(BYTE, copy + k, element);
          }
        }
      }
    }
  }
}
