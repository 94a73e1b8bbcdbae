package org.thalweg.nn.data;

/** What the target column of a table holds. */
public enum TargetType {
  /** Numbers; the targets are float32 of shape [N, 1]. */
  NUMBER,
  /** Labels of any number of classes; the targets are indices, int32 of shape [N]. */
  CLASS,
  /** Labels of two classes; the targets are 0 and 1, int32 of shape [N, 1]. */
  BINARY
}
