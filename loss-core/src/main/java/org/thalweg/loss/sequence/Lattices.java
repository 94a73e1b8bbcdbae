package org.thalweg.loss.sequence;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Lattices of two axes, which loops go through diagonal by diagonal. */
final class Lattices {
  /** Stands for the logarithm of 0, so that no difference of two is NaN. */
  static final double NEVER = -1e30;

  private Lattices() {}

  /**
   * Returns the diagonals of lattices [N, T, U] as [T + U - 1, N, U]: element u of diagonal d is
   * that at (d - u, u), or one at the border where there is none.
   */
  static Tensor diagonals(Tensor lattice) {
    return lattice
        .takeAlong(index(lattice).maximum(0).minimum(lattice.dim(1) - 1.0), 1)
        .permute(1, 0, 2);
  }

  /** Returns which elements of {@link #diagonals} are of the lattice, [T + U - 1, 1, U]. */
  static Tensor inside(Tensor lattice) {
    Tensor rows = rows(lattice);
    return rows.ge(0).and(rows.lt((double) lattice.dim(1))).unsqueeze(1);
  }

  private static Tensor index(Tensor lattice) {
    Tensor rows = rows(lattice);
    return rows.broadcastTo(Shape.of(lattice.dim(0)).concat(rows.shape()));
  }

  /** Returns the rows that the elements of diagonals are of, [T + U - 1, U]. */
  private static Tensor rows(Tensor lattice) {
    long count = lattice.dim(1) + lattice.dim(2) - 1;
    return Tensors.arange(count, DType.INT32)
        .unsqueeze(1)
        .sub(Tensors.arange(lattice.dim(2), DType.INT32));
  }

  /** Returns the first of some diagonals with one value at (0, 0) and another elsewhere. */
  static Tensor origin(Tensor diagonals, double value, double elsewhere) {
    Tensor first = Tensors.arange(diagonals.dim(2), DType.INT32).eq(0);
    Tensor row = where(first, value, Tensor.scalar(elsewhere, diagonals.dtype()));
    return row.broadcastTo(diagonals.shape().without(0));
  }

  /** Returns the elements one place further along the last axis, with a value in front. */
  static Tensor shift(Tensor diagonal, double front) {
    return diagonal.pad(-1, 1, 0, front).slice(-1, 0, diagonal.dim(-1));
  }
}
