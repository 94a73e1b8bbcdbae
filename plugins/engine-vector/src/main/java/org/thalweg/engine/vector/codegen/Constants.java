package org.thalweg.engine.vector.codegen;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thalweg.engine.vector.lane.LaneType;

/** The constants of a kernel, each as a vector in memory. */
final class Constants {
  private record Key(int bytes, long bits) {}

  private final Map<Key, Long> offsets = new LinkedHashMap<>();

  /** Returns where the vector of a constant lies. */
  long offset(LaneType type, long bits) {
    return offsets.computeIfAbsent(
        new Key(type.bytes(), type.bytes() == 4 ? (int) bits : bits),
        _ -> (long) offsets.size() * Machine.vectorBytes());
  }

  /** Returns the vectors in memory, which is freed once nothing refers to it. */
  MemorySegment table() {
    if (offsets.isEmpty()) {
      return MemorySegment.NULL;
    }
    long vector = Machine.vectorBytes();
    MemorySegment table = Arena.ofAuto().allocate(offsets.size() * vector, vector);
    offsets.forEach((key, offset) -> {
      for (long at = offset; at < offset + vector; at += key.bytes) {
        if (key.bytes == Integer.BYTES) {
          table.set(ValueLayout.JAVA_INT, at, (int) key.bits);
        } else {
          table.set(ValueLayout.JAVA_LONG, at, key.bits);
        }
      }
    });
    return table;
  }
}
