package org.thalweg.examples.benchmarks.measure;

import java.io.IOException;
import org.thalweg.examples.benchmarks.work.Work;

/** Runs 100,000 training steps, and tells the resident memory now and then. */
public final class LongRun {
  private static final int STEPS = 100_000;
  private static final int LINES = 10;

  private LongRun() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    Work work = Work.of(arguments.length == 0 ? "train:mlp" : arguments[0]);
    for (int step = 1; step <= STEPS; step++) {
      work.run();
      if (step % (STEPS / LINES) == 0) {
        System.out.printf("step %d: %.1f MiB resident%n", step, Resident.now());
      }
    }
  }
}
