package org.thalweg.examples.benchmarks.compare;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The time that a line of memory takes from one thread to another. A virtual machine's processors
 * may be moved near and far while it runs; timings of several threads mean little while they are
 * far apart.
 */
final class Distance {
  private static final int ROUNDS = 10_000;

  /** Beyond this the processors share no cache. */
  static final double FAR_NANOS = 60;

  private Distance() {}

  /** Returns the least of a few measurements, in nanoseconds one way. */
  static double nanos() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 4; i++) {
      least = Math.min(least, measure());
    }
    return least;
  }

  private static double measure() {
    AtomicInteger turn = new AtomicInteger();
    Thread other =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              for (int i = 0; i < ROUNDS; i++) {
                while (turn.getAcquire() != 2 * i + 1) {
                  // spin without a pause, which would be part of the time
                }
                turn.setRelease(2 * i + 2);
              }
            });
    long start = 0;
    for (int i = 0; i < ROUNDS; i++) {
      if (i == ROUNDS / 10) {
        start = System.nanoTime();
      }
      turn.setRelease(2 * i + 1);
      while (turn.getAcquire() != 2 * i + 2) {
        // spin
      }
    }
    double nanos = (System.nanoTime() - start) / (ROUNDS * 0.9) / 2;
    try {
      other.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return nanos;
  }
}
