package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.DType;

/** Dense memory of a program. Steps that use it are told when it moves. */
final class Buffer {
  private final DType dtype;
  private final long size;
  private final String name;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Buffer> followers = new ArrayList<>();
  private MemorySegment segment = MemorySegment.NULL;

  /** A place where a step keeps the segment. */
  private record Slot(MemorySegment[] segments, int index) {}

  Buffer(DType dtype, long size, String name) {
    this.dtype = dtype;
    this.size = size;
    this.name = name;
  }

  DType dtype() {
    return dtype;
  }

  /** Returns the number of elements. */
  long size() {
    return size;
  }

  long bytes() {
    return size * dtype.bytes();
  }

  MemorySegment segment() {
    return segment;
  }

  /** Returns buffers that lie where this one does. */
  List<Buffer> followers() {
    return followers;
  }

  /** Moves the buffer. */
  void bind(MemorySegment memory) {
    segment = memory;
    for (int i = 0; i < slots.size(); i++) { // an iterator would be an object a run
      slots.get(i).segments[slots.get(i).index] = memory;
    }
    for (int i = 0; i < followers.size(); i++) {
      followers.get(i).bind(memory);
    }
  }

  /** Keeps {@code segments[index]} pointing at the buffer. */
  void keep(MemorySegment[] segments, int index) {
    slots.add(new Slot(segments, index));
    segments[index] = segment;
  }

  @Override
  public String toString() {
    return name + ":" + dtype + "[" + size + "]";
  }
}
