package org.thalweg.cli.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.thalweg.api.ThalwegException;
import org.thalweg.cli.console.Console;

/** Answers queries, one JSON object a line, in order; what is wrong with one is its answer. */
public final class JsonLines {
  private JsonLines() {}

  /**
   * Answers until the input ends or nobody reads the output. Blank lines are passed over.
   *
   * @param handler gives the answer's line; a {@link ThalwegException} becomes an error's
   */
  public static void serve(
      Console console, boolean debug, Function<Map<String, Object>, String> handler) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          console.out().append(answer(line, console, debug, handler)).append('\n');
        }
        if (console.out().checkError()) { // flushes
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }

  private static String answer(
      String line, Console console, boolean debug, Function<Map<String, Object>, String> handler) {
    try {
      return handler.apply(Json.object(line));
    } catch (ThalwegException e) {
      return error(e, String.valueOf(e.getMessage()).replace("\n", "; "), console, debug);
    } catch (RuntimeException | StackOverflowError e) {
      return error(e, "internal error: " + e, console, debug);
    }
  }

  private static String error(Throwable e, String message, Console console, boolean debug) {
    if (debug) {
      e.printStackTrace(console.err());
    }
    return JsonWriter.write(Map.of("error", message));
  }
}
