package org.thalweg.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Program;
import org.thalweg.testkit.graph.GraphGenerator;
import org.thalweg.testkit.graph.Trial;
import org.thalweg.testkit.graph.Workloads;

/** An engine serves several threads at once. */
interface ConcurrencyContract extends EngineUnderTest {
  int THREADS = 4;

  @Test
  default void severalThreadsRunProgramsOfTheirOwn() throws Exception {
    atOnce(thread -> {
      for (DType t : List.of(DType.FLOAT32, DType.FLOAT64)) {
        EngineUnderTest.seeds(60)
            .map(seed -> seed * THREADS + thread + 1_000_000)
            .forEach(seed -> parity().check(GraphGenerator.trial(seed, t), seed));
      }
    });
  }

  @Test
  default void severalThreadsRunOneProgram() throws Exception {
    List<Trial> trials = Workloads.all(DType.FLOAT32);
    for (Trial trial : trials) {
      int[] donations = new int[trial.graph().outputs().size()];
      java.util.Arrays.fill(donations, -1);
      Program program = new Program(engine(), trial.graph(), donations, null);
      atOnce(thread -> {
        Storage[] inputs = trial.inputs(thread);
        Storage[] expected = trial.run(oracle(), inputs);
        for (int round = 0; round < 5; round++) {
          Storage[] outputs = trial.outputs();
          program.run(inputs, outputs);
          trial
              .difference(expected, outputs)
              .ifPresent(difference -> {
                throw new AssertionError(trial.name() + ": " + difference);
              });
        }
      });
    }
  }

  /** What one of several threads does. */
  @FunctionalInterface
  interface Work {
    void run(int thread);
  }

  private static void atOnce(Work work) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        tasks.add(() -> {
          work.run(thread);
          return true;
        });
      }
      for (Future<Boolean> done : executor.invokeAll(tasks)) {
        try {
          done.get();
        } catch (ExecutionException e) {
          throw new AssertionError("one of several threads failed", e);
        }
      }
    }
  }
}
