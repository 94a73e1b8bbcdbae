package org.thalweg.optim.minimize;

/** Why a minimisation ended. */
public enum Reason {
  /** No element of the gradient is larger than the tolerance. */
  GRADIENT,
  /** The value fell by no more than the tolerance. */
  VALUE,
  /** The step was no longer than the tolerance. */
  STEP,
  /** All iterations are used up. */
  ITERATIONS,
  /** The method found no way down: the gradient is wrong, or rounding hides the rest. */
  NO_DESCENT,
  /** Value or gradient is infinite or NaN. */
  NOT_FINITE;

  /** Returns whether a tolerance was met. */
  public boolean converged() {
    return this == GRADIENT || this == VALUE || this == STEP;
  }
}
