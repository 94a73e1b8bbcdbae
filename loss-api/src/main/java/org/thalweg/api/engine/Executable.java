package org.thalweg.api.engine;

import org.thalweg.api.data.Storage;

/** A compiled graph. Not thread-safe: one run at a time. */
public interface Executable {
  /**
   * Runs the program once.
   *
   * @param inputs a storage of the spec of each input; not written unless donated
   * @param outputs a storage of the spec of each output; for a donated output it is the very
   *     storage of its input, for the others it is none of the inputs
   */
  void run(Storage[] inputs, Storage[] outputs);

  /** Returns the program as text: kernels with their formulas, memory, cost. */
  String describe();
}
