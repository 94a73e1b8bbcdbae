package org.thalweg.examples.benchmarks.compare;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * How fast memory is copied by some threads, each its part of an array that no cache holds. Bytes
 * read and bytes written both count.
 */
final class Bandwidth {
  private static final long BYTES = 256L << 20;
  private static final int TIMES = 11;

  private Bandwidth() {}

  /** Returns the median of several copies in bytes a second. */
  static double ofCopy(int threads) {
    double[] seconds = new double[TIMES];
    try (Arena arena = Arena.ofShared()) {
      MemorySegment from = arena.allocate(BYTES, 64);
      MemorySegment to = arena.allocate(BYTES, 64);
      from.fill((byte) 1);
      to.fill((byte) 2);
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        copy(from, to, threads);
        seconds[i] = (System.nanoTime() - start) * 1e-9;
      }
    }
    Arrays.sort(seconds);
    return 2 * BYTES / seconds[TIMES / 2];
  }

  private static void copy(MemorySegment from, MemorySegment to, int threads) {
    Thread[] others = new Thread[threads];
    long part = BYTES / threads;
    for (int i = 0; i < threads; i++) {
      long start = i * part;
      others[i] = Thread.ofPlatform().start(() -> MemorySegment.copy(from, start, to, start, part));
    }
    for (Thread other : others) {
      try {
        other.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
