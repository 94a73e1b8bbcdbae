package org.thalweg.api;

import java.util.Arrays;

/**
 * An error that a user can cure: the message names the place, what is wrong and what to do.
 *
 * <p>The stack trace starts at the first frame outside the framework's language, so it points at
 * the line that made the mistake.
 */
@SuppressWarnings("this-escape") // only the stack trace is touched
public class ThalwegException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String LANGUAGE = ThalwegException.class.getPackageName() + ".";

  /** Creates an error with a formatted message. */
  public ThalwegException(String message) {
    super(message);
    trimStackTrace();
  }

  /** Creates an error with a message and the failure behind it. */
  public ThalwegException(String message, Throwable cause) {
    super(message, cause);
    trimStackTrace();
  }

  private void trimStackTrace() {
    StackTraceElement[] frames = getStackTrace();
    int first = 0;
    while (first < frames.length && frames[first].getClassName().startsWith(LANGUAGE)) {
      first++;
    }
    if (first > 0 && first < frames.length) {
      setStackTrace(Arrays.copyOfRange(frames, first, frames.length));
    }
  }
}
