package org.thalweg.testkit.graph;

import org.thalweg.api.data.DType;

/**
 * How far two right engines may lie apart: {@code relative} times the larger of the expected value
 * and a magnitude, which is that of the operands that the value was computed from. Where operands
 * cancel, an error is thus measured against them, not against the small difference that is left.
 *
 * @param relative the factor; 0 asks for equal numbers
 * @param magnitude the magnitude of the operands
 * @param signs whether zeros of different sign differ
 */
public record Tolerance(double relative, double magnitude, boolean signs) {
  /** Equal numbers. Zeros are equal whatever their sign, and so are all NaN. */
  public static final Tolerance EXACT = new Tolerance(0, 0, false);

  /** Returns the factor for a type: 1e-5 for float32, 1e-12 for float64, 0 for others. */
  public static double unit(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> 1e-5;
      case FLOAT64 -> 1e-12;
      case INT32, INT64, BOOL -> 0;
    };
  }

  /** Returns the tolerance of a type for operands of a magnitude. */
  public static Tolerance of(DType dtype, double magnitude) {
    return new Tolerance(unit(dtype), magnitude, false);
  }

  /** Returns the tolerance of a type for single operations: the number alone, and zeros' signs. */
  public static Tolerance strict(DType dtype) {
    return new Tolerance(
        unit(dtype), dtype == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL, true);
  }

  /** Returns this with zeros equal whatever their sign. */
  public Tolerance unsigned() {
    return new Tolerance(relative, magnitude, false);
  }

  /** Returns whether a number is close enough to the expected one. */
  public boolean accepts(double expected, double actual) {
    if (signs && expected == 0 && actual == 0) {
      return 1 / expected == 1 / actual;
    }
    if (expected == actual || Double.isNaN(expected) && Double.isNaN(actual)) {
      return true;
    }
    return Math.abs(expected - actual) <= relative * Math.max(magnitude, Math.abs(expected));
  }
}
