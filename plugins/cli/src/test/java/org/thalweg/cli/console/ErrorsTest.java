package org.thalweg.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          InputStream.nullInputStream(),
          new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
          new PrintStream(err, true, UTF_8),
          false,
          Map.of());

  private String told() {
    return err.toString(UTF_8);
  }

  @Test
  void ownErrorsAskForDebug() {
    assertEquals(
        ExitCode.INTERNAL, Errors.report(console, new IllegalStateException("odd"), false));
    assertTrue(told().contains("internal error: IllegalStateException: odd"), told());
    assertTrue(told().contains("--debug"), told());
    assertFalse(told().contains("\tat "), told());
  }

  @Test
  void debugShowsThem() {
    assertEquals(ExitCode.INTERNAL, Errors.report(console, new IllegalStateException("odd"), true));
    assertTrue(told().contains("\tat "), told());
  }

  @Test
  void memoryHasACureOfItsOwn() {
    assertEquals(
        ExitCode.INTERNAL, Errors.report(console, new OutOfMemoryError("Java heap space"), false));
    assertTrue(told().contains("THALWEG_JAVA_OPTS=-Xmx8g"), told());
  }
}
