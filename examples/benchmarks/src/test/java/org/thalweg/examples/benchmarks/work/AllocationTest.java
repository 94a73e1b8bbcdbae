package org.thalweg.examples.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A compiled step allocates nothing on the heap. */
class AllocationTest {
  private static final int ROUNDS = 40;
  private static final int STEPS = 100;

  /**
   * Work is done round by round until one of the rounds allocates nothing, which the JVM needs some
   * rounds for: it links call sites, and the engine changes over to faster code.
   */
  @ParameterizedTest
  @ValueSource(strings = {"train:tiny", "train:mlp"})
  void aStepAllocatesNothing(String name) {
    Work work = Work.of(name);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = allocated();
      for (int step = 0; step < STEPS; step++) {
        work.run();
      }
      least = Math.min(least, allocated() - before);
    }
    assertEquals(0, least, "bytes in the best of " + ROUNDS + " rounds of " + STEPS + " steps");
  }

  private static long allocated() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
  }
}
