package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.thalweg.engine.vector.gemm.Gemm;
import org.thalweg.engine.vector.gemm.Matrix;
import org.thalweg.engine.vector.ir.Layout;
import org.thalweg.engine.vector.lane.LaneType;

/** Matrix products of the last two axes, for each index of the others. */
final class GemmStep extends Step {
  /** Rows from which on it is worth mirroring half of a symmetric product. */
  private static final long SYMMETRIC_FROM = 96;

  private final Buffer left;
  private final Buffer right;
  private final Buffer result;
  private final Layout leftLayout;
  private final Layout rightLayout;
  private final long m;
  private final long n;
  private final long k;
  private final long batch;
  private final boolean symmetric;
  private final boolean adds;
  private final Gemm gemm;
  private final Matrix[] lefts;
  private final Gemm.Panels[] rights;
  private final Matrix[] results;

  /**
   * Makes the step.
   *
   * @param symmetric whether each product is its own transpose
   * @param adds whether products are added to what lies in the result
   */
  GemmStep(
      Buffer left,
      Layout leftLayout,
      Buffer right,
      Layout rightLayout,
      Buffer result,
      boolean symmetric,
      boolean adds) {
    super(adds ? List.of(left, right, result) : List.of(left, right), List.of(result));
    this.left = left;
    this.right = right;
    this.result = result;
    this.leftLayout = leftLayout;
    this.rightLayout = rightLayout;
    int rank = leftLayout.rank();
    this.m = leftLayout.dim(rank - 2);
    this.k = leftLayout.dim(rank - 1);
    this.n = rightLayout.dim(rank - 1);
    LaneType type = LaneType.of(result.dtype());
    this.adds = adds;
    this.symmetric = symmetric && m >= SYMMETRIC_FROM;
    this.gemm = new Gemm(type, m, n, k, this.symmetric, adds);
    long matrices = 1;
    for (int axis = 0; axis < rank - 2; axis++) {
      matrices *= leftLayout.dim(axis);
    }
    this.batch = matrices;
    this.lefts = new Matrix[Math.toIntExact(batch)];
    this.rights = new Gemm.Panels[lefts.length];
    this.results = new Matrix[lefts.length];
    for (int i = 0; i < lefts.length; i++) {
      lefts[i] = matrix(leftLayout, i);
      rights[i] = Gemm.panels(matrix(rightLayout, i), type);
      results[i] = new Matrix(i * m * n, n, 1);
    }
  }

  private static Matrix matrix(Layout layout, long index) {
    int rank = layout.rank();
    long offset = layout.offset();
    long rest = index;
    for (int axis = rank - 3; axis >= 0; axis--) {
      offset += rest % layout.dim(axis) * layout.stride(axis);
      rest /= layout.dim(axis);
    }
    long row = layout.dim(rank - 2) == 1 ? 0 : layout.stride(rank - 2);
    long column = layout.dim(rank - 1) == 1 ? 1 : layout.stride(rank - 1);
    return new Matrix(offset, row, column);
  }

  /** Returns the threads that share one product: one, if there are many products. */
  private int parts(int team) {
    return batch >= team ? 1 : team;
  }

  @Override
  int tasks(int team) {
    return m * n == 0 ? 0 : Math.toIntExact(batch * gemm.rectangles(parts(team)));
  }

  @Override
  void run(int task, int team, Worker worker) {
    int parts = parts(team);
    int rectangles = gemm.rectangles(parts);
    int index = task / rectangles;
    MemorySegment c = result.segment();
    gemm.run(
        task % rectangles,
        parts,
        left.segment(),
        lefts[index],
        right.segment(),
        rights[index],
        c,
        results[index],
        worker.scratch());
  }

  @Override
  void warm() {
    gemm.warm(rights[0]);
  }

  @Override
  boolean isReady() {
    return gemm.isReady(rights[0]);
  }

  @Override
  long nanos() {
    return batch * (m * n * k / (symmetric ? 100 : 50) + 100);
  }

  @Override
  long scratchBytes() {
    return gemm.scratchBytes();
  }

  @Override
  public String toString() {
    return "%smatmul %s %s x %s %s %s %s"
        .formatted(
            symmetric ? "symmetric " : "",
            left,
            leftLayout,
            right,
            rightLayout,
            adds ? "added to" : "->",
            result);
  }
}
