package org.thalweg.api;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The public API, against the committed text of it. */
class ApiTest {
  private static final Path FILE = Path.of("api.txt");
  private static final String RENEW = "./mvnw test -pl loss-api -Dtest=ApiTest -Dapi.update=true";

  @Test
  void isWhatTheFileSays() throws IOException {
    List<String> actual = ApiDump.lines();
    if (Boolean.getBoolean("api.update")) {
      Files.write(FILE, actual);
      return;
    }
    List<String> expected = Files.readAllLines(FILE);
    if (!expected.equals(actual)) {
      fail(
          "the public API is not that of loss-api/api.txt:\n"
              + difference(expected, actual)
              + "If that is meant, renew the file and commit it: "
              + RENEW);
    }
  }

  private static String difference(List<String> expected, List<String> actual) {
    List<String> gone = new ArrayList<>(expected);
    actual.forEach(gone::remove);
    List<String> added = new ArrayList<>(actual);
    expected.forEach(added::remove);
    StringBuilder text = new StringBuilder();
    gone.forEach(line -> text.append("- ").append(line).append('\n'));
    added.forEach(line -> text.append("+ ").append(line).append('\n'));
    return text.isEmpty() ? "lines in another order\n" : text.toString();
  }

  @Test
  void knowsAllKindsOfTypes() {
    List<String> lines = ApiDump.lines();
    for (String line :
        List.of(
            "requires static transitive org.jspecify",
            "uses org.thalweg.api.engine.Engine",
            "package org.thalweg.api.tree",
            "public record Spec(org.thalweg.api.data.Shape shape, org.thalweg.api.data.DType dtype)",
            "  constant FLOAT32",
            "  public static final String VERSION = 0.1",
            "  abstract String value()",
            "  abstract String version() default \"\"",
            "  default org.thalweg.api.tensor.Tensor relu()",
            "  public @Nullable org.thalweg.api.tensor.Node node()",
            "  public static org.thalweg.api.data.Shape of(long...)")) {
      assertTrue(lines.contains(line), line);
    }
    assertTrue(lines.stream().anyMatch(line -> line.contains("interface Primitive permits ")));
  }
}
