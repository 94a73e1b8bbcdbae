package org.thalweg.nn.data;

/** What becomes of rows with missing targets. */
public enum MissingTargets {
  /** The first one is an error. */
  FAIL,
  /** Such rows are left out, and counted. */
  DROP,
  /** A missing target does not count; others of the same row do. */
  SKIP
}
