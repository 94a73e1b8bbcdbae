package org.thalweg.engine.vector.run;

import java.util.List;

/** A part of a program, divided into tasks that may run at the same time. */
abstract class Step {
  private final List<Buffer> reads;
  private final List<Buffer> writes;

  Step(List<Buffer> reads, List<Buffer> writes) {
    this.reads = List.copyOf(reads);
    this.writes = List.copyOf(writes);
  }

  List<Buffer> reads() {
    return reads;
  }

  List<Buffer> writes() {
    return writes;
  }

  /** Returns the number of tasks for a team of some size. */
  abstract int tasks(int team);

  /**
   * Runs one of the tasks.
   *
   * @param team the size that {@link #tasks} was given
   */
  abstract void run(int task, int team, Worker worker);

  /** Returns whether it runs programs, which take the team themselves. */
  boolean runsPrograms() {
    return false;
  }

  /** Does what is left once all tasks are done; one thread calls it. */
  void finish() {}

  /** Has vector code compiled. */
  void warm() {}

  /** Returns whether it runs as it shall run in the end. */
  boolean isReady() {
    return true;
  }

  /** Returns a guess of the time that all tasks take on one thread, in nanoseconds. */
  abstract long nanos();

  /** Returns the scratch memory that a task takes. */
  long scratchBytes() {
    return 0;
  }

  /** Returns whether what is written may lie where what is read does. */
  boolean allowsInPlace(Buffer read, Buffer written) {
    return false;
  }
}
