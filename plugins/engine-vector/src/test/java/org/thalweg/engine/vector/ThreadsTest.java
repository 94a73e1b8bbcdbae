package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Executable;
import org.thalweg.testkit.graph.GraphGenerator;
import org.thalweg.testkit.graph.Trial;
import org.thalweg.testkit.graph.Workloads;

/** The number of threads, and how often a program has run, change no bit of its results. */
class ThreadsTest {
  private static final int GRAPHS = 60;
  private static final int RUNS = 2;

  @Test
  void givesTheSameBitsWithAnyNumberOfThreads() {
    List<VectorEngine> engines = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      engines.add(new VectorEngine(threads));
    }
    for (DType t : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Stream<Trial> random =
          LongStream.range(0, GRAPHS).mapToObj(seed -> GraphGenerator.largeTrial(seed, t));
      Stream.concat(random, Workloads.all(t).stream())
          .forEach(trial -> {
            Storage[] inputs = trial.inputs(7);
            Storage[] alone = trial.run(engines.getFirst(), inputs);
            for (VectorEngine engine : engines) {
              Executable program = engine.compile(trial.graph());
              for (int run = 0; run < RUNS; run++) {
                Storage[] outputs = trial.outputs();
                program.run(inputs, outputs);
                for (int i = 0; i < outputs.length; i++) {
                  assertEquals(
                      -1,
                      alone[i].segment().mismatch(outputs[i].segment()),
                      () -> "%s%n%s".formatted(trial.name(), trial.graph()));
                }
              }
            }
          });
    }
  }
}
