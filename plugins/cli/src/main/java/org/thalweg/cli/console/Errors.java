package org.thalweg.cli.console;

import java.util.List;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Problem;
import org.thalweg.cli.show.Style;

/** Tells the user what went wrong, without a stack trace unless one is asked for. */
public final class Errors {
  private Errors() {}

  /**
   * Reports what was thrown.
   *
   * @param debug whether to show the stack trace
   * @return the {@link ExitCode}
   */
  public static int report(Console console, Throwable thrown, boolean debug) {
    console.out().flush();
    int code = thrown instanceof ThalwegException ? ExitCode.BAD_INPUT : ExitCode.INTERNAL;
    console.err().println(message(thrown, console.style()));
    if (debug) {
      thrown.printStackTrace(console.err());
    } else if (code == ExitCode.INTERNAL && !(thrown instanceof OutOfMemoryError)) {
      console.err().println("  run it again with --debug for the stack trace, and report it");
    }
    return code;
  }

  private static String message(Throwable thrown, Style style) {
    String name = style.red("thalweg: ");
    return switch (thrown) {
      case ConfigException e when e.problems().size() > 1 -> name + list(e.problems());
      case ThalwegException e -> name + e.getMessage();
      case OutOfMemoryError e ->
          name
              + "out of memory (%s); allow more with THALWEG_JAVA_OPTS=-Xmx8g, or take smaller batches"
                  .formatted(e.getMessage());
      default ->
          name
              + "internal error: %s: %s"
                  .formatted(thrown.getClass().getSimpleName(), thrown.getMessage());
    };
  }

  private static String list(List<Problem> problems) {
    StringBuilder text = new StringBuilder(problems.size() + " things are wrong");
    problems.forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }
}
