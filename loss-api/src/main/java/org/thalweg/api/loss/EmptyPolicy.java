package org.thalweg.api.loss;

/** What the mean of nothing is: of an empty batch, or one wholly masked or of weight zero. */
public enum EmptyPolicy {
  /** Zero, with a gradient of zero. */
  ZERO,
  /** NaN. */
  NAN,
  /** An error. */
  THROW
}
