package org.thalweg.nn.tune;

import org.thalweg.nn.train.Measurement;

/** What a training on all folds but one came to. */
public sealed interface Outcome {
  /**
   * It ended, and was measured on the fold that it had not seen.
   *
   * @param measurement loss and metrics, which merge with those of other folds
   * @param epochs the number of epochs that it took
   */
  record Measured(Measurement measurement, int epochs) implements Outcome {}

  /**
   * Its loss, or what was measured, was infinite or NaN.
   *
   * @param detail where, in words
   */
  record Diverged(String detail) implements Outcome {}

  /**
   * It ended with an error.
   *
   * @param message the error's
   */
  record Failed(String message) implements Outcome {}

  /** It was not run, or not to its end. */
  record Unfinished() implements Outcome {}
}
