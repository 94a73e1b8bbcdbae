package org.thalweg.nn.data;

/** What becomes of rows with missing values: empty fields, {@code NA}, {@code NaN}, {@code ?}. */
public enum MissingValues {
  /** The first one is an error. */
  FAIL,
  /** Such rows are left out, and counted. */
  DROP
}
