package org.thalweg.nn.train;

/**
 * Why training ended.
 *
 * @param reason the kind of reason
 * @param detail the reason in words
 */
public record Stop(Reason reason, String detail) {
  /** A kind of reason. */
  public enum Reason {
    /** All epochs are done. */
    EPOCHS,
    /** The training loss is as low as was asked for. */
    TARGET_LOSS,
    /** There was no improvement for as many epochs as patience lasts. */
    NO_IMPROVEMENT,
    /** A minimizer met one of its tolerances. */
    CONVERGED,
    /** A minimizer found no way down. */
    NO_DESCENT,
    /** A callback asked for it. */
    CALLBACK,
    /** The loss of a step was infinite or NaN. */
    NON_FINITE_LOSS
  }

  /** Returns the reason in words. */
  @Override
  public String toString() {
    return detail;
  }
}
