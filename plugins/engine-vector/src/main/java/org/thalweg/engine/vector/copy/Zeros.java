package org.thalweg.engine.vector.copy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Clears memory, without a view of it, which would be an object. */
public final class Zeros {
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private Zeros() {}

  /** Clears some bytes from an offset on. */
  public static void fill(MemorySegment memory, long offset, long bytes) {
    long whole = offset + (bytes & -Long.BYTES);
    long at = offset;
    for (; at < whole; at += Long.BYTES) {
      memory.set(LONG, at, 0);
    }
    for (; at < offset + bytes; at++) {
      memory.set(ValueLayout.JAVA_BYTE, at, (byte) 0);
    }
  }
}
