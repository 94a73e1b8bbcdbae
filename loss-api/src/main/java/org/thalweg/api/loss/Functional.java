package org.thalweg.api.loss;

/** What the best constant prediction is of the targets. */
public enum Functional {
  /** None that has a name. */
  NONE,
  /** Their mean. */
  MEAN,
  /** Their median. */
  MEDIAN,
  /** A quantile of theirs. */
  QUANTILE,
  /** An expectile of theirs. */
  EXPECTILE,
  /** The share of each class, under the loss's link. */
  CLASS_SHARES,
  /** The most frequent class, or the sign of it. */
  MODE
}
