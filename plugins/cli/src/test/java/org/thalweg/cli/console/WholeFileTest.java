package org.thalweg.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.ThalwegException;

class WholeFileTest {
  @TempDir Path folder;

  private List<String> names(Path inside) throws IOException {
    try (Stream<Path> files = Files.list(inside)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesAllThatThereWas() throws IOException {
    Path inside = folder.resolve("new");
    Path file = inside.resolve("page.md");
    WholeFile.write(file, "a long first text");
    WholeFile.write(file, "short \u00e9");
    assertEquals("short \u00e9", Files.readString(file));
    assertEquals(List.of("page.md"), names(inside));
  }

  /** Who has the old file, here by another name of it, still has all of it. */
  @Test
  void takesThePlaceOfTheOldFileAndDoesNotWriteIntoIt() throws IOException {
    Path file = Files.writeString(folder.resolve("page.md"), "old");
    Path other = Files.createLink(folder.resolve("other name"), file);
    WholeFile.write(file, "new");
    assertEquals("old", Files.readString(other));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws IOException {
    Path taken = folder.resolve("page.md");
    Files.createDirectories(taken.resolve("inside"));
    String error =
        assertThrows(ThalwegException.class, () -> WholeFile.write(taken, "x")).toString();
    assertTrue(error.contains("cannot write " + taken), error);
    assertEquals(List.of("page.md"), names(folder));
    assertEquals(List.of("inside"), names(taken));
  }
}
