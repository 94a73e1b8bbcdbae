package org.thalweg.engine.reference;

import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Graph;

/**
 * Interprets graphs. All floats are computed in binary64 and rounded to binary32 where they are
 * stored in a float32 tensor; sums are rounded once, at their end.
 */
public final class ReferenceEngine implements Engine {
  /** Makes the engine. */
  public ReferenceEngine() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public String description() {
    return "an interpreter on one thread, slow and simple, for tests";
  }

  @Override
  public Executable compile(Graph graph, int[] donations) {
    return new Interpreter(graph);
  }
}
