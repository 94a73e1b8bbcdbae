package org.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.protocol.Json;

/**
 * What a command did.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int code, String out, String err) {
  /** Runs a command whose output no person watches. */
  public static CommandRun of(String... arguments) {
    return withInput("", arguments);
  }

  /** Runs a command on some input. */
  public static CommandRun withInput(String input, String... arguments) {
    return with(input, false, Map.of(), arguments);
  }

  /** Runs a command. */
  public static CommandRun with(
      String input, boolean terminal, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, false, UTF_8),
            new PrintStream(err, false, UTF_8),
            terminal,
            environment);
    int code = Main.run(console, arguments);
    return new CommandRun(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Returns this, once it is certain that all went well. */
  public CommandRun well() {
    assertEquals(ExitCode.OK, code, err);
    return this;
  }

  /** Requires a message on bad input that holds some words, and no stack trace. */
  public void refused(String... words) {
    assertEquals(ExitCode.BAD_INPUT, code, err + out);
    for (String word : words) {
      assertTrue(err.contains(word), () -> "'%s' is not in: %s".formatted(word, err));
    }
    assertTrue(err.startsWith("thalweg: "), err);
    assertFalse(err.contains("\tat "), err);
    assertEquals("", out);
  }

  /** Returns the lines of the output, each a JSON object. */
  public List<Map<String, Object>> json() {
    return out.lines().map(Json::object).toList();
  }
}
