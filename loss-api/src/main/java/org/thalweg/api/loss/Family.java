package org.thalweg.api.loss;

/** The family that a loss belongs to. */
public enum Family {
  /** Distances of numbers. */
  REGRESSION,
  /** Distances of numbers that outliers hardly move. */
  ROBUST,
  /** Negative logarithms of likelihoods and divergences of distributions. */
  LIKELIHOOD,
  /** Two classes, or several labels at once. */
  BINARY,
  /** One class out of several. */
  MULTICLASS,
  /** Sequences and alignments. */
  SEQUENCE,
  /** Embeddings and contrasts. */
  EMBEDDING,
  /** Orders. */
  RANKING,
  /** Regions of images. */
  SEGMENTATION,
  /** Images as such: restored, registered, compared. */
  IMAGING,
  /** Boxes in images. */
  DETECTION,
  /** Sound. */
  AUDIO,
  /** Generators and their critics. */
  GENERATIVE,
  /** Students and teachers. */
  DISTILLATION,
  /** Preferences and rewards. */
  PREFERENCE,
  /** Few or no labels, other domains. */
  ADAPTATION,
  /** Times to an event. */
  SURVIVAL,
  /** Several losses at once. */
  COMPOSITE
}
