package org.thalweg.cli.show;

/**
 * Sets text off by ANSI escapes.
 *
 * @param enabled whether it does
 */
public record Style(boolean enabled) {
  /** Returns text in bold. */
  public String bold(String text) {
    return wrap("1", text);
  }

  /** Returns text in a faint colour. */
  public String dim(String text) {
    return wrap("2", text);
  }

  /** Returns text in red. */
  public String red(String text) {
    return wrap("31", text);
  }

  /** Returns text in green. */
  public String green(String text) {
    return wrap("32", text);
  }

  private String wrap(String code, String text) {
    return enabled ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
