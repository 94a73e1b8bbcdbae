package org.thalweg.cli.console;

/** What the command's exit code tells. */
public final class ExitCode {
  /** It did what was asked. */
  public static final int OK = 0;

  /** It ran, and what came out is not well: a diverged training, a doctor's finding. */
  public static final int UNWELL = 1;

  /** What it was given is wrong; the message names the place and the cure. */
  public static final int BAD_INPUT = 2;

  /** An error of Thalweg's own. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
