package org.thalweg.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeterTest {
  @Test
  void firstStepIsLeftOut() {
    AtomicLong clock = new AtomicLong(5_000_000_000L);
    Meter meter = new Meter(clock::get);
    assertEquals(0, meter.stepsPerSecond());
    clock.addAndGet(2_000_000_000L);
    meter.step();
    assertEquals(0, meter.stepsPerSecond());
    for (int i = 0; i < 10; i++) {
      clock.addAndGet(100_000_000L);
      meter.step();
    }
    assertEquals(10, meter.stepsPerSecond(), 1e-9);
    assertEquals(3, meter.seconds(), 1e-9);
  }
}
