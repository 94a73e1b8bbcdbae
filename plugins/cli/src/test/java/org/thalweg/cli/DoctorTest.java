package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.cli.console.ExitCode;

class DoctorTest {
  @Test
  void allIsWell() {
    CommandRun run = CommandRun.of("doctor").well();
    assertTrue(run.out().endsWith("all is well\n"), run.out());
    List<Object> subjects =
        CommandRun.of("doctor", "--json").well().json().stream()
            .map(finding -> finding.getOrDefault("subject", ""))
            .toList();
    assertTrue(
        subjects.containsAll(
            List.of(
                "java",
                "vector module",
                "engine",
                "trial",
                "threads",
                "memory",
                "plugin directory",
                "plugin")),
        subjects::toString);
  }

  @Test
  void findsWhatIsWrongWithPlugins(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("broken.jar"), "no jar");
    CommandRun run =
        CommandRun.with("", false, Map.of("THALWEG_PLUGINS", folder.toString()), "doctor");
    assertEquals(ExitCode.UNWELL, run.code());
    assertTrue(run.out().contains("to fix: build or copy it again"), run.out());
    assertTrue(run.out().endsWith("1 thing to fix\n"), run.out());
    CommandRun missing = CommandRun.of("doctor", "--plugins", folder.resolve("x").toString());
    assertEquals(ExitCode.UNWELL, missing.code());
    assertTrue(missing.out().contains("does not exist"), missing.out());
  }
}
