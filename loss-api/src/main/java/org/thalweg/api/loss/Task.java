package org.thalweg.api.loss;

/** What a model is for. */
public enum Task {
  /** Numbers. */
  REGRESSION,
  /** Counts of events. */
  COUNTS,
  /** Amounts above zero, such as prices and durations. */
  AMOUNTS,
  /** Bounds of what is to be expected: quantiles, intervals, whole distributions. */
  INTERVALS,
  /** Yes or no. */
  BINARY,
  /** One class out of several. */
  MULTICLASS,
  /** Any of several labels. */
  MULTILABEL,
  /** Classes that have an order. */
  ORDINAL,
  /** The order of items. */
  RANKING,
  /** Vectors whose distances have a meaning. */
  EMBEDDING,
  /** Sequences: text, speech, labels of tokens. */
  SEQUENCE,
  /** Classes of pixels. */
  SEGMENTATION,
  /** Boxes around objects. */
  DETECTION,
  /** Images as such: restored, registered, drawn. */
  IMAGE,
  /** Sound as such. */
  AUDIO,
  /** New data like the old. */
  GENERATION,
  /** A small model taught by a large one. */
  DISTILLATION,
  /** What people prefer, what earns reward. */
  PREFERENCE,
  /** Unlabelled data, other domains. */
  ADAPTATION,
  /** Times until an event, some of them cut off. */
  SURVIVAL,
  /** Several aims at once. */
  COMPOSITE
}
