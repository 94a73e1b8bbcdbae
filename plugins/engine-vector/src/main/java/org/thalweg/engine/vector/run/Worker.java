package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import org.thalweg.api.data.Storage;

/** What a thread has for itself while it runs steps. */
final class Worker {
  private final int index;
  private final int team;
  private MemorySegment scratch = MemorySegment.NULL;
  private long[] offsets = new long[64];
  private MemorySegment[] segments = new MemorySegment[64];
  private MemorySegment[] passMemory = new MemorySegment[64];
  private long[] passOffsets = new long[64];
  private long[] passStrides = new long[64];

  Worker(int index, int team) {
    this.index = index;
    this.team = team;
  }

  /** Returns the thread's number, from 0. */
  int index() {
    return index;
  }

  /** Returns the number of threads that share the work. */
  int team() {
    return team;
  }

  /** Makes sure that there is as much scratch memory. */
  void reserve(long bytes) {
    if (scratch.byteSize() < bytes) {
      scratch = Storage.allocate(bytes);
    }
  }

  /** Returns the scratch memory; what it holds is lost with the next task. */
  MemorySegment scratch() {
    return scratch;
  }

  /** Returns an array for the offsets of operands; it is used by one task at a time. */
  long[] offsets(int count) {
    if (offsets.length < count) {
      offsets = new long[count];
    }
    return offsets;
  }

  /** Returns an array for the memory of a pass; it is used by one pass at a time. */
  MemorySegment[] passMemory(int count) {
    if (passMemory.length < count) {
      passMemory = new MemorySegment[count];
    }
    return passMemory;
  }

  /** Returns an array for the offsets of a pass. */
  long[] passOffsets(int count) {
    if (passOffsets.length < count) {
      passOffsets = new long[count];
    }
    return passOffsets;
  }

  /** Returns an array for the strides of a pass. */
  long[] passStrides(int count) {
    if (passStrides.length < count) {
      passStrides = new long[count];
    }
    return passStrides;
  }

  /** Returns a copy of an array of segments; it is used by one task at a time. */
  MemorySegment[] segments(MemorySegment[] original) {
    if (segments.length < original.length) {
      segments = new MemorySegment[original.length];
    }
    System.arraycopy(original, 0, segments, 0, original.length);
    return segments;
  }
}
