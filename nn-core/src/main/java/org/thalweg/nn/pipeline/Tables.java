package org.thalweg.nn.pipeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.thalweg.nn.data.CsvData;
import org.thalweg.nn.data.CsvFormat;

/** Tables that have been read, each once. */
final class Tables {
  /** What a table depends on. */
  private record Place(CsvFormat format, Path file) {}

  private final Map<Place, CsvData> tables = new ConcurrentHashMap<>();

  CsvData read(CsvFormat format, Path file) {
    return tables.computeIfAbsent(new Place(format, file), place -> place.format.read(place.file));
  }
}
