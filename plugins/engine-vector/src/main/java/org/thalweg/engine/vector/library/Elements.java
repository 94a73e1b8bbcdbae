package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.thalweg.api.data.DType;

/** Reads and writes single elements of dense memory. */
public final class Elements {
  private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private Elements() {}

  public static double getDouble(MemorySegment memory, DType dtype, long index) {
    return switch (dtype) {
      case FLOAT32 -> memory.get(F32, 4 * index);
      case FLOAT64 -> memory.get(F64, 8 * index);
      case INT32 -> memory.get(I32, 4 * index);
      case INT64 -> memory.get(I64, 8 * index);
      case BOOL -> memory.get(BYTE, index);
    };
  }

  public static long getLong(MemorySegment memory, DType dtype, long index) {
    return switch (dtype) {
      case FLOAT32 -> (long) memory.get(F32, 4 * index);
      case FLOAT64 -> (long) memory.get(F64, 8 * index);
      case INT32 -> memory.get(I32, 4 * index);
      case INT64 -> memory.get(I64, 8 * index);
      case BOOL -> memory.get(BYTE, index);
    };
  }

  public static void setDouble(MemorySegment memory, DType dtype, long index, double value) {
    switch (dtype) {
      case FLOAT32 -> memory.set(F32, 4 * index, (float) value);
      case FLOAT64 -> memory.set(F64, 8 * index, value);
      case INT32 -> memory.set(I32, 4 * index, (int) value);
      case INT64 -> memory.set(I64, 8 * index, (long) value);
      case BOOL -> memory.set(BYTE, index, (byte) (value != 0 ? 1 : 0));
    }
  }

  public static void setLong(MemorySegment memory, DType dtype, long index, long value) {
    switch (dtype) {
      case FLOAT32 -> memory.set(F32, 4 * index, (float) value);
      case FLOAT64 -> memory.set(F64, 8 * index, (double) value);
      case INT32 -> memory.set(I32, 4 * index, (int) value);
      case INT64 -> memory.set(I64, 8 * index, value);
      case BOOL -> memory.set(BYTE, index, (byte) (value != 0 ? 1 : 0));
    }
  }

  /** Copies one element of a size. */
  public static void copy(
      MemorySegment from, long fromIndex, MemorySegment to, long toIndex, int bytes) {
    switch (bytes) {
      case 4 -> to.set(I32, 4 * toIndex, from.get(I32, 4 * fromIndex));
      case 8 -> to.set(I64, 8 * toIndex, from.get(I64, 8 * fromIndex));
      default -> to.set(BYTE, toIndex, from.get(BYTE, fromIndex));
    }
  }

  /** Adds one element to another. */
  public static void add(
      MemorySegment from, long fromIndex, MemorySegment to, long toIndex, DType dtype) {
    switch (dtype) {
      case FLOAT32 -> {
        long at = 4 * toIndex;
        to.set(F32, at, to.get(F32, at) + from.get(F32, 4 * fromIndex));
      }
      case FLOAT64 -> {
        long at = 8 * toIndex;
        to.set(F64, at, to.get(F64, at) + from.get(F64, 8 * fromIndex));
      }
      case INT32, INT64, BOOL ->
          setLong(
              to, dtype, toIndex, getLong(to, dtype, toIndex) + getLong(from, dtype, fromIndex));
    }
  }

  /** Returns what sums (0) or largest values (the least number) start from. */
  public static double neutral(DType dtype, boolean max) {
    if (!max) {
      return 0;
    }
    return switch (dtype) {
      case FLOAT32, FLOAT64 -> Double.NEGATIVE_INFINITY;
      case INT32 -> Integer.MIN_VALUE;
      case INT64, BOOL -> Long.MIN_VALUE;
    };
  }
}
