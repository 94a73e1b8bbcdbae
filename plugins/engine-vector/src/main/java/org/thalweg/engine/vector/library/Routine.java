package org.thalweg.engine.vector.library;

import java.lang.foreign.MemorySegment;

/** A computation on dense memory. Whoever runs it keeps the segments up to date. */
public abstract class Routine {
  /** Elements that make up a task. */
  static final long ELEMENTS_PER_TASK = 1 << 14;

  private final MemorySegment[] inputs;
  private final MemorySegment[] outputs;

  Routine(int inputs, int outputs) {
    this.inputs = new MemorySegment[inputs];
    this.outputs = new MemorySegment[outputs];
  }

  /** Returns where the routine finds its inputs. */
  public MemorySegment[] inputs() {
    return inputs;
  }

  /** Returns where the routine puts its results. */
  public MemorySegment[] outputs() {
    return outputs;
  }

  MemorySegment input(int index) {
    return inputs[index];
  }

  MemorySegment output(int index) {
    return outputs[index];
  }

  /** Returns the number of tasks, which depends on extents alone. */
  public abstract int tasks();

  /**
   * Runs one task.
   *
   * @param scratch memory of this thread
   */
  public abstract void run(int task, MemorySegment scratch);

  /** Returns a guess of the time that all tasks take on one thread, in nanoseconds. */
  public abstract long nanos();

  /** Returns whether it runs programs, which take the team themselves. */
  public boolean runsPrograms() {
    return false;
  }

  /** Returns the program that it runs, as text, or nothing. */
  public String program() {
    return "";
  }

  /** Returns the scratch memory that a task takes. */
  public long scratchBytes() {
    return 0;
  }
}
