package org.thalweg.engine.vector.codegen;

import org.thalweg.engine.vector.codegen.KernelCode.Fold;

/** How the innermost loop treats elements: one by one, or a vector at a time. */
interface ElementForm {
  /** Begins a run, before its first row. */
  default void enter() {}

  /** Loops from the current column to the limit, with new partial results of a phase's folds. */
  void loop(int phase);

  /** Pushes what the partial results of a fold come to, in the type that is kept. */
  void pushCombined(int phase, Fold fold, int number);
}
