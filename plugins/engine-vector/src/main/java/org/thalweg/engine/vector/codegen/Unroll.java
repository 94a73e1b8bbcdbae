package org.thalweg.engine.vector.codegen;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * How many vectors a kernel takes at a time in a phase, and how many partial results its folds
 * keep: so many spans, which depends on the code alone. Short loops need several sums, or each
 * addition would wait for the one before.
 */
final class Unroll {
  /** Where partial results lie in scratch memory, after the arguments of calls. */
  private static final long FIRST_PARTIAL = 1024;

  /** Four spans. */
  private static final long PARTIAL_BYTES = 4 * Machine.SPAN_BYTES;

  /** Operations of which the loop around them would be the larger part. */
  private static final int TINY = 8;

  /** Operations next to which the loop around them still counts. */
  private static final int SMALL = 20;

  /** Folds and totals that fit the scratch memory's header. */
  static final int MOST_FOLDS = (int) ((Phases.ROW_NUMBERS - FIRST_PARTIAL) / PARTIAL_BYTES);

  private final Phases phases;

  Unroll(Phases phases) {
    this.phases = phases;
  }

  /** Returns whether a phase folds anything. */
  boolean folds(int phase) {
    return !phases.folds(phase).isEmpty() || !phases.totals(phase).isEmpty();
  }

  /** Returns the number of vectors that are taken at a time in a phase. */
  int vectors(int phase) {
    if (!folds(phase)) {
      return phases.body(phase).size() <= SMALL ? 2 : 1;
    }
    return inMemory(phase) ? 1 : partials(phase);
  }

  /** Returns the number of vectors of partial results that each fold of a phase has. */
  int partials(int phase) {
    return spans(phase) * Machine.vectorsOfSpan();
  }

  /**
   * Returns whether the partial results of a phase stay in scratch memory: where vectors are
   * narrow, code that takes as many at a time as there are partial results could be more than the
   * compiler is willing to inline.
   */
  boolean inMemory(int phase) {
    int most = spans(phase) > 1 ? TINY : SMALL;
    return folds(phase) && Machine.vectorsOfSpan() > 1 && phases.body(phase).size() > most;
  }

  /** Returns the number of spans of partial results that each fold of a phase has. */
  private int spans(int phase) {
    if (phases.hasShortRows()) {
      return 1; // each partial result would take as long to add as a vector of elements
    }
    int operations = phases.body(phase).size();
    // a first phase waits for memory, later ones find the row in the cache
    int medium = phase == 0 ? SMALL : 2 * SMALL;
    return operations <= TINY ? 4 : operations <= medium ? 2 : 1;
  }

  /** Returns the number of partial results of a fold of a phase, all of so many bytes. */
  int lanes(int phase, int bytes) {
    return spans(phase) * Machine.SPAN_BYTES / bytes;
  }

  /** Returns where the partial results of a fold (or, after the folds, a total) start. */
  long partialOffset(int number) {
    return FIRST_PARTIAL + number * PARTIAL_BYTES;
  }

  /**
   * Pushes what partial results in scratch memory come to.
   *
   * @param combiner the class that combines them
   */
  void pushCombined(Frame frame, int phase, Fold fold, int number, ClassDesc combiner) {
    LaneType type = fold.lane().type();
    frame
        .c
        .aload(Frame.SCRATCH)
        .loadConstant(partialOffset(number))
        .loadConstant(lanes(phase, type.bytes()))
        .invokestatic(
            combiner,
            (fold.max() ? "max" : "sum") + type.name(),
            Names.method(
                Names.scalar(fold.keptType()),
                Names.SEGMENT,
                ConstantDescs.CD_long,
                ConstantDescs.CD_int));
  }
}
