package org.thalweg.cli.progress;

import java.util.function.LongSupplier;

/** Measures how fast steps go. The first one, which compiles, is left out. */
final class Meter {
  private final LongSupplier nanos;
  private final long born;
  private long first;
  private long steps;

  /**
   * Starts to measure.
   *
   * @param nanos a clock in nanoseconds
   */
  Meter(LongSupplier nanos) {
    this.nanos = nanos;
    this.born = nanos.getAsLong();
  }

  /** Counts a step that has ended, and returns the time. */
  long step() {
    long now = nanos.getAsLong();
    if (steps == 0) {
      first = now;
    }
    steps++;
    return now;
  }

  /** Returns the steps of a second since the first; 0 while that is not known. */
  double stepsPerSecond() {
    double seconds = (nanos.getAsLong() - first) / 1e9;
    return steps > 1 && seconds > 0 ? (steps - 1) / seconds : 0;
  }

  /** Returns the seconds since the start. */
  double seconds() {
    return (nanos.getAsLong() - born) / 1e9;
  }
}
