package org.thalweg.cli.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.thalweg.cli.console.Console;

/** Notes how much has arrived at each flush. */
final class FlushCounter {
  private FlushCounter() {}

  static void serve(
      String input, Function<Map<String, Object>, String> handler, List<Integer> sizes) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            sizes.add(size());
          }
        };
    PrintStream stream = new PrintStream(new BufferedOutputStream(out), false, UTF_8);
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(UTF_8)), stream, stream, false, Map.of());
    JsonLines.serve(console, false, handler);
  }
}
