package org.thalweg.testkit.graph;

/** A way to add to a random graph. */
@FunctionalInterface
interface Maker {
  /** Adds instructions, or nothing if no value of the graph fits. */
  void make(Draft draft);
}
