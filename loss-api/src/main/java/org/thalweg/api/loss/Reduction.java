package org.thalweg.api.loss;

/** How unreduced values become a result. */
public enum Reduction {
  /** The sum of weighted values over the sum of weights. */
  MEAN,
  /** The sum of weighted values over the number of values that count. */
  MEAN_BY_COUNT,
  /** The sum of weighted values. */
  SUM,
  /** The weighted values themselves; 0 where they do not count. */
  NONE
}
