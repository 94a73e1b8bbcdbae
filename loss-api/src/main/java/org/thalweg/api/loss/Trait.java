package org.thalweg.api.loss;

/** Something that is true of a loss as a function of its prediction. */
public enum Trait {
  /** Convex. */
  CONVEX,
  /** Continuously differentiable. */
  SMOOTH,
  /** Twice continuously differentiable. */
  TWICE_SMOOTH,
  /** Of bounded slope, so that one outlier moves little. */
  ROBUST,
  /** Least in expectation at the true distribution. */
  PROPER,
  /** Least at prediction equal to target, and zero there. */
  ZERO_AT_TARGET,
  /** Unchanged when prediction and target swap. */
  SYMMETRIC,
  /** Its gradient leaves part of the formula out, as its source says. */
  PARTIAL_GRADIENT,
  /** Least where the prediction is, times any positive number, unchanged. */
  SCALE_INVARIANT
}
