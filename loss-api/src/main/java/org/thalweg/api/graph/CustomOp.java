package org.thalweg.api.graph;

import java.util.List;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;

/**
 * A primitive with a kernel written by hand. It runs as it is on every engine, on one thread.
 *
 * <p>Implementations are records: two equal ones are the same operation, which lets compiled
 * programs be reused.
 */
public interface CustomOp {
  /** Returns the name in messages and printed graphs. */
  String name();

  /**
   * Returns shape and type of each result.
   *
   * @throws org.thalweg.api.ThalwegException if the inputs do not fit
   */
  List<Spec> infer(List<Spec> inputs);

  /**
   * Computes the results.
   *
   * @param inputs dense values, not to be written
   * @param outputs dense memory of the inferred specs, to be filled whole
   */
  void run(List<Storage> inputs, List<Storage> outputs);
}
