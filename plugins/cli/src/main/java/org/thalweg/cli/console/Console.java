package org.thalweg.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.thalweg.cli.show.Style;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input
 * @param out standard output, in UTF-8
 * @param err standard error, in UTF-8
 * @param terminal whether a person watches the output
 * @param environment the environment variables
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Map<String, String> environment) {
  private static final int BUFFER = 1 << 16;

  /** Returns the console of this process. */
  public static Console system() {
    return new Console(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        watched() && !"dumb".equals(System.getenv("TERM")),
        System.getenv());
  }

  private static boolean watched() {
    return Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  /** Returns how text is set off: not at all, unless a person watches who has not said no. */
  public Style style() {
    String refusal = environment.getOrDefault("NO_COLOR", "");
    return new Style(terminal && refusal.isEmpty());
  }

  /** Returns the number of columns that a line has. */
  public int columns() {
    try {
      return Math.max(20, Integer.parseInt(environment.getOrDefault("COLUMNS", "80")));
    } catch (NumberFormatException _) {
      return 80;
    }
  }

  /** Returns whether the locale says that more than ASCII can be shown. */
  public boolean unicode() {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("");
    return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
  }

  /** Writes what is buffered. */
  public void flush() {
    out.flush();
    err.flush();
  }
}
