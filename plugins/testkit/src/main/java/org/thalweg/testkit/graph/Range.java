package org.thalweg.testkit.graph;

import org.thalweg.api.data.DType;

/**
 * What is known of a random value's numbers before they are computed.
 *
 * <p>A value is on a grid if all its numbers are multiples of a power of two and no larger than 24
 * bits of such multiples: sums and products that stay on a grid are exact in every order, on every
 * engine. Other floats carry a bound of the error by which two right engines may differ.
 *
 * @param bound no number is larger than this
 * @param grid numbers are multiples of 2^-grid; {@link #NO_GRID} if that is not known
 * @param error two right engines may differ by this much; 0 if they may not
 * @param unit the tolerance of the coarsest float type on the way; see {@link Tolerance#unit}
 */
record Range(double bound, int grid, double error, double unit) {
  static final int NO_GRID = -1;

  /** Bits that sums on a grid may take, so that they are exact in binary32. */
  private static final double GRID_BITS = 0x1p24;

  /** Numbers on a grid. */
  static Range onGrid(double bound, int grid) {
    return new Range(bound, grid, 0, 0);
  }

  /** Numbers that every engine knows exactly, but on no grid. */
  static Range exactly(double bound) {
    return new Range(bound, NO_GRID, 0, 0);
  }

  /** Whole numbers of a type, which wraps them around. */
  static Range whole(double bound, DType dtype) {
    double most =
        switch (dtype) {
          case INT32 -> 0x1p31;
          case BOOL -> 1;
          case INT64, FLOAT32, FLOAT64 -> 0x1p63;
        };
    return onGrid(Math.min(bound, most), 0);
  }

  boolean isExact() {
    return error == 0;
  }

  boolean isOnGrid() {
    return grid != NO_GRID;
  }

  /** Returns whether the error is small enough for the tolerance to tell right from wrong. */
  boolean isTight() {
    return error <= unit * bound / 2;
  }

  Tolerance tolerance() {
    return isExact() ? Tolerance.EXACT : new Tolerance(unit, bound, false);
  }

  private static double ulp(DType dtype) {
    return dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
  }

  /** Returns results of a bound that carry an error and are rounded besides. */
  private Range rounded(double newBound, double newError, double otherUnit, DType dtype) {
    return new Range(
        newBound,
        NO_GRID,
        newError + ulp(dtype) * newBound,
        Math.max(Math.max(unit, otherUnit), Tolerance.unit(dtype)));
  }

  private static boolean fits(double bound, int grid) {
    return bound * Math.scalb(1.0, grid) <= GRID_BITS;
  }

  Range plus(Range other, DType dtype) {
    double sum = bound + other.bound;
    int fine = Math.max(grid, other.grid);
    if (isOnGrid() && other.isOnGrid() && fits(sum, fine)) {
      return onGrid(sum, fine);
    }
    return rounded(sum, error + other.error, other.unit, dtype);
  }

  Range times(Range other, DType dtype) {
    return dot(other, 1, 1, dtype);
  }

  /** Sums of a number of products. */
  Range dot(Range other, long count, DType dtype) {
    return dot(other, count, 4 + count / 8.0, dtype);
  }

  /** Sums of a number of these. */
  Range sum(long count, DType dtype) {
    return dot(onGrid(1, 0), Math.max(1, count), 4, dtype);
  }

  /** Sums of a number of these, which an engine may add up one by one in their own type. */
  Range running(long count, DType dtype) {
    return dot(onGrid(1, 0), Math.max(1, count), 1 + count / 4.0, dtype);
  }

  private Range dot(Range other, long count, double roundings, DType dtype) {
    double sum = bound * other.bound * count;
    if (isOnGrid() && other.isOnGrid() && fits(sum, grid + other.grid)) {
      return onGrid(sum, grid + other.grid);
    }
    double carried = count * (error * other.bound + other.error * bound);
    return rounded(sum, carried + roundings * ulp(dtype) * sum, other.unit, dtype);
  }

  /** Either of two. */
  Range or(Range other) {
    return new Range(
        Math.max(bound, other.bound),
        isOnGrid() && other.isOnGrid() ? Math.max(grid, other.grid) : NO_GRID,
        Math.max(error, other.error),
        Math.max(unit, other.unit));
  }

  /**
   * A smooth function of these.
   *
   * @param slope the largest derivative
   * @param newBound the largest result
   */
  Range through(double slope, double newBound, DType dtype) {
    return rounded(newBound, slope * error + 4 * ulp(dtype) * newBound, 0, dtype);
  }

  /** The same numbers with another bound. */
  Range within(double newBound) {
    return new Range(newBound, grid, error, unit);
  }

  /** These in another float type. */
  Range as(DType dtype) {
    if (isOnGrid() && fits(bound, grid)) {
      return this;
    }
    return isExact() ? exactly(bound) : rounded(bound, error, 0, dtype);
  }
}
