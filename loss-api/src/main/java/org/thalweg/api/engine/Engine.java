package org.thalweg.api.engine;

import org.thalweg.api.graph.Graph;

/** Turns graphs into programs that run. Found by {@link java.util.ServiceLoader}; thread-safe. */
public interface Engine {
  /** Returns the name by which it is chosen: lower case, such as {@code vector}. */
  String name();

  /** Returns the rank among engines; the highest is preferred unless the user names another. */
  int priority();

  /** Returns one line on what it runs on, such as vector width and threads. */
  String description();

  /**
   * Compiles a graph.
   *
   * @param graph the program; it holds no guards
   * @param donations for each output the input whose memory it takes over, or -1; an input is
   *     donated at most once and to an output of its own spec
   */
  Executable compile(Graph graph, int[] donations);

  /** Compiles a graph whose outputs have memory of their own. */
  default Executable compile(Graph graph) {
    int[] none = new int[graph.outputs().size()];
    java.util.Arrays.fill(none, -1);
    return compile(graph, none);
  }

  /**
   * Returns an engine that runs each program on the thread that asks for it, for those who run many
   * at once. It gives the same bits.
   */
  default Engine singleThreaded() {
    return this;
  }
}
