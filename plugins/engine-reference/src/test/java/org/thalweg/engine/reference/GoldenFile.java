package org.thalweg.engine.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the golden files beside the tests. */
final class GoldenFile {
  private GoldenFile() {}

  /** Returns the rows of a CSV file, without the names of its columns. */
  static List<String[]> rows(String name) {
    try (InputStream file =
            Objects.requireNonNull(GoldenFile.class.getResourceAsStream(name), name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return reader.readAllLines().stream().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
