package org.thalweg.api.loss;

/** A difficulty of data, or a demand, that a loss is made for. */
public enum Strength {
  /** Targets far from the rest, now and then. */
  HEAVY_TAILS,
  /** Some targets are plainly wrong. */
  OUTLIERS,
  /** Some labels are wrong. */
  LABEL_NOISE,
  /** Some classes are rare. */
  IMBALANCE,
  /** Most examples are easy. */
  EASY_EXAMPLES,
  /** Too much costs other than too little. */
  ASYMMETRIC_COST,
  /** Mistakes between some classes cost more than between others. */
  UNEQUAL_COST,
  /** Targets of very different size, whose relative error matters. */
  RELATIVE_ERROR,
  /** Targets are skewed to large values. */
  SKEW,
  /** Many targets are exactly zero. */
  MANY_ZEROS,
  /** Variance grows with the mean more than a Poisson's. */
  OVERDISPERSION,
  /** The noise differs from example to example. */
  VARYING_NOISE,
  /** Probabilities are used as such. */
  CALIBRATION,
  /** Very many classes. */
  MANY_CLASSES,
  /** Small regions in large images. */
  SMALL_REGIONS,
  /** Events that are not seen to happen. */
  CENSORING,
  /** A few labels, much data. */
  FEW_LABELS,
  /** The gradient must never vanish or jump. */
  SMOOTHNESS
}
