package org.thalweg.api.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Graph;

/**
 * A compiled graph whose guards are checked after each run.
 *
 * <p>The graph's last output is the number of violations if there is a diagnosis; it is not among
 * the outputs of a run. One run at a time.
 */
public final class Program {
  private final Engine engine;
  private final Graph graph;
  private final Executable executable;
  private final @Nullable Diagnosis diagnosis;
  private final Storage[] results;

  /**
   * Compiles a graph.
   *
   * @param engine what runs it
   * @param graph the program
   * @param donations for each output of a run the input whose memory it takes over, or -1
   * @param diagnosis how to explain a violation, or null if the graph does not count any
   */
  public Program(Engine engine, Graph graph, int[] donations, @Nullable Diagnosis diagnosis) {
    this.engine = engine;
    this.graph = graph;
    this.diagnosis = diagnosis;
    int outputs = graph.outputs().size();
    int[] all = Arrays.copyOf(donations, outputs);
    this.results = new Storage[outputs];
    if (diagnosis != null) {
      all[outputs - 1] = -1;
      results[outputs - 1] = Storage.allocate(DType.INT32, 1);
    }
    this.executable = engine.compile(graph, all);
  }

  /** Returns the engine that runs the program. */
  public Engine engine() {
    return engine;
  }

  /** Returns shape and type of each output of a run. */
  public List<Spec> outputSpecs() {
    List<Spec> specs = graph.outputSpecs();
    return diagnosis == null ? specs : specs.subList(0, specs.size() - 1);
  }

  /**
   * Runs the program once; see {@link Executable#run}.
   *
   * @throws org.thalweg.api.ThalwegException if a guard fails; the outputs are then without meaning
   */
  public synchronized void run(Storage[] inputs, Storage[] outputs) {
    System.arraycopy(outputs, 0, results, 0, outputs.length);
    executable.run(inputs, results);
    if (diagnosis != null && results[results.length - 1].getLong(0) != 0) {
      throw diagnosis.run(engine, inputs);
    }
  }

  /** Returns the program as text; see {@link Executable#describe}. */
  public String describe() {
    return executable.describe();
  }
}
