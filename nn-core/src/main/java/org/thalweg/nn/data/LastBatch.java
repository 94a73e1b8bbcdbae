package org.thalweg.nn.data;

/** What becomes of the examples that do not fill a batch. */
public enum LastBatch {
  /**
   * They form a batch of the same size as the others, filled up with repeated examples of weight 0,
   * which leave loss and gradient exact.
   */
  PAD,
  /** They are left out, others in each epoch. */
  DROP
}
