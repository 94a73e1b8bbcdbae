package org.thalweg.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.thalweg.api.ThalwegException;
import org.thalweg.cli.console.WholeFile;

/** A folder that holds generated pages and nothing else; {@link TimeToTarget} has its own in it. */
public final class PageFolder {
  private static final String MARK = "<!-- made by ./thalweg ";

  private PageFolder() {}

  /** Returns the files that differ from the pages, and how. */
  public static SortedMap<String, String> stale(Path folder, Map<String, String> pages)
      throws IOException {
    SortedMap<String, String> stale = new TreeMap<>();
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = folder.resolve(page.getKey());
      if (!Files.exists(file)) {
        stale.put(page.getKey(), "is missing");
      } else if (!Files.readString(file).equals(page.getValue())) {
        stale.put(page.getKey(), "differs");
      }
    }
    for (String file : files(folder)) {
      if (!pages.containsKey(file)) {
        stale.put(file, "is of no component");
      }
    }
    return stale;
  }

  /**
   * Writes the pages, and deletes files that are none of them.
   *
   * @throws ThalwegException if the folder holds other things than pages
   */
  public static void write(Path folder, Map<String, String> pages) throws IOException {
    List<String> before = files(folder);
    Path index = folder.resolve("README.md");
    if (!before.isEmpty() && !(Files.exists(index) && Files.readString(index).contains(MARK))) {
      throw new ThalwegException(
          "%s holds other files than generated pages; name an empty folder".formatted(folder));
    }
    for (String file : before) {
      if (!pages.containsKey(file)) {
        Files.delete(folder.resolve(file));
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      WholeFile.write(folder.resolve(page.getKey()), page.getValue());
    }
  }

  /** Returns the mark of the index of a folder that a command makes. */
  static String mark(String command) {
    return MARK + command + " -->";
  }

  private static List<String> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !TimeToTarget.owns(file))
          .sorted()
          .toList();
    }
  }
}
