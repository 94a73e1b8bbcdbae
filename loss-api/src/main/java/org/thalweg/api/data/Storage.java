package org.thalweg.api.data;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;
import org.thalweg.api.ThalwegException;

/**
 * The memory of a dense tensor: off-heap, aligned to 64 bytes, freed once nothing refers to it.
 *
 * <p>Whoever holds a storage may write it; a tensor never hands out its own.
 */
public final class Storage {
  /** Alignment of the first element, in bytes: a cache line and the widest vector. */
  public static final long ALIGNMENT = 64;

  /** Distance between the page offsets of large neighbours, so that they do not alias in caches. */
  private static final long SKEW = 13 * ALIGNMENT;

  private static final long PAGE = 4096;
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private final DType dtype;
  private final long size;
  private final MemorySegment segment;

  private Storage(DType dtype, long size, MemorySegment segment) {
    this.dtype = dtype;
    this.size = size;
    this.segment = segment;
  }

  /**
   * Allocates zeroed memory for {@code size} elements.
   *
   * @throws ThalwegException if the JVM's limit on off-heap memory is reached
   */
  public static Storage allocate(DType dtype, long size) {
    return new Storage(dtype, size, allocate(Math.multiplyExact(size, (long) dtype.bytes())));
  }

  /** Takes a segment of exactly {@code size} elements as storage; used by engines. */
  public static Storage wrap(DType dtype, long size, MemorySegment segment) {
    if (segment.byteSize() != size * dtype.bytes()) {
      throw new ThalwegException(
          "a storage of %d %s has %d bytes, the segment has %d"
              .formatted(size, dtype, size * dtype.bytes(), segment.byteSize()));
    }
    return new Storage(dtype, size, segment);
  }

  /**
   * Allocates zeroed, aligned bytes that are freed once the segment is unreachable. Page-sized and
   * larger blocks start at staggered offsets within a page.
   *
   * @throws ThalwegException if the JVM's limit on off-heap memory is reached
   */
  public static MemorySegment allocate(long bytes) {
    long skew = bytes < PAGE ? 0 : (COUNTER.getAndIncrement() * SKEW) & (PAGE - 1);
    try {
      return Arena.ofAuto().allocate(Math.max(1, bytes + skew), ALIGNMENT).asSlice(skew, bytes);
    } catch (OutOfMemoryError error) {
      throw new ThalwegException(
          "no room for %d bytes off the heap; raise -XX:MaxDirectMemorySize or free tensors"
              .formatted(bytes),
          error);
    }
  }

  /** Returns the type of the elements. */
  public DType dtype() {
    return dtype;
  }

  /** Returns the number of elements. */
  public long size() {
    return size;
  }

  /** Returns the memory itself, exactly as long as the elements. */
  public MemorySegment segment() {
    return segment;
  }

  /** Returns a copy in memory of its own. */
  public Storage copy() {
    Storage copy = allocate(dtype, size);
    copy.segment.copyFrom(segment);
    return copy;
  }

  /** Returns one element as a double; bools are 1 and 0. */
  public double getDouble(long index) {
    return switch (dtype) {
      case FLOAT32 -> segment.getAtIndex(FLOAT, index);
      case FLOAT64 -> segment.getAtIndex(DOUBLE, index);
      case INT32 -> segment.getAtIndex(INT, index);
      case INT64 -> segment.getAtIndex(LONG, index);
      case BOOL -> segment.getAtIndex(BYTE, index);
    };
  }

  /** Returns one element as a long; fractions are cut off. */
  public long getLong(long index) {
    return switch (dtype) {
      case FLOAT32 -> (long) segment.getAtIndex(FLOAT, index);
      case FLOAT64 -> (long) segment.getAtIndex(DOUBLE, index);
      case INT32 -> segment.getAtIndex(INT, index);
      case INT64 -> segment.getAtIndex(LONG, index);
      case BOOL -> segment.getAtIndex(BYTE, index);
    };
  }

  /**
   * Sets one element, converted to the element type as a Java cast does; bools test for non-zero.
   */
  public void setDouble(long index, double value) {
    switch (dtype) {
      case FLOAT32 -> segment.setAtIndex(FLOAT, index, (float) value);
      case FLOAT64 -> segment.setAtIndex(DOUBLE, index, value);
      case INT32 -> segment.setAtIndex(INT, index, (int) value);
      case INT64 -> segment.setAtIndex(LONG, index, (long) value);
      case BOOL -> segment.setAtIndex(BYTE, index, (byte) (value != 0 ? 1 : 0));
    }
  }

  /**
   * Sets one element, converted to the element type as a Java cast does; bools test for non-zero.
   */
  public void setLong(long index, long value) {
    switch (dtype) {
      case FLOAT32 -> segment.setAtIndex(FLOAT, index, (float) value);
      case FLOAT64 -> segment.setAtIndex(DOUBLE, index, (double) value);
      case INT32 -> segment.setAtIndex(INT, index, (int) value);
      case INT64 -> segment.setAtIndex(LONG, index, value);
      case BOOL -> segment.setAtIndex(BYTE, index, (byte) (value != 0 ? 1 : 0));
    }
  }
}
