package org.thalweg.api.graph;

import java.util.List;
import java.util.Locale;
import org.thalweg.api.data.Spec;

/** An operation on tensors that is not composed of others. */
public sealed interface Primitive
    permits Source,
        Unary,
        Binary,
        Select,
        Reduction,
        Movement,
        Contraction,
        Indexing,
        Windowing,
        Control {

  /**
   * Returns shape and type of each result.
   *
   * @param inputs the specs of the inputs, as many as the primitive takes
   * @throws org.thalweg.api.ThalwegException if the inputs do not fit; the message names their
   *     shapes
   */
  List<Spec> infer(List<Spec> inputs);

  /** Returns the primitive's name in messages and printed graphs, such as {@code log1p}. */
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
