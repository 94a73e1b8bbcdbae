package org.thalweg.engine.vector.codegen;

import java.lang.constant.ConstantDescs;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * How many vectors a kernel takes at a time, and so how many partial results its folds keep. It
 * depends on the code alone.
 */
record Unroll(int vectors) {
  /** Where partial results lie in scratch memory, after the arguments of calls. */
  private static final long FIRST_PARTIAL = 1024;

  private static final long PARTIAL_BYTES = 256;

  /** Folds and totals that fit the scratch memory's header. */
  static final int MOST_FOLDS = (int) ((Phases.HEADER_BYTES - FIRST_PARTIAL) / PARTIAL_BYTES);

  static Unroll of(KernelCode code) {
    boolean folds =
        !code.folds().isEmpty()
            || code.totals().stream().anyMatch(total -> total.lane().isPerElement());
    long operations = code.lanes().stream().filter(Lane::isPerElement).count();
    int most = (int) Math.max(1, PARTIAL_BYTES / Machine.vectorBytes());
    return new Unroll(!folds ? 1 : Math.min(most, operations <= 8 ? 4 : operations <= 20 ? 2 : 1));
  }

  /** Returns the number of partial results of a fold. */
  int lanes(LaneType type) {
    return vectors * Machine.lanes(type);
  }

  /** Returns where the partial results of a fold (or, after the folds, a total) start. */
  long partialOffset(int number) {
    return FIRST_PARTIAL + number * PARTIAL_BYTES;
  }

  /** Pushes what partial results in scratch memory come to. */
  static void pushCombined(Frame frame, Unroll unroll, Fold fold, int number) {
    LaneType type = fold.lane().type();
    frame
        .c
        .aload(Frame.SCRATCH)
        .loadConstant(unroll.partialOffset(number))
        .loadConstant(unroll.lanes(type))
        .invokestatic(
            Names.PARTIALS,
            (fold.max() ? "max" : "sum") + type.name(),
            Names.method(
                Names.scalar(fold.keptType()),
                Names.SEGMENT,
                ConstantDescs.CD_long,
                ConstantDescs.CD_int));
  }
}
