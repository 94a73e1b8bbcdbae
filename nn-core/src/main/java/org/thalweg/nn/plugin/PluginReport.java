package org.thalweg.nn.plugin;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which plugins loaded, and which did not.
 *
 * @param rows a row for each plugin, in the order in which they were found
 */
public record PluginReport(List<Row> rows) {
  /** Copies the list. */
  public PluginReport {
    rows = List.copyOf(rows);
  }

  /** A plugin. */
  public sealed interface Row {
    /** Returns where it was found: a path, or the class path. */
    String place();
  }

  /**
   * A plugin that loaded.
   *
   * @param place where it was found
   * @param name its name
   * @param version its version, empty if it states none
   * @param contributions names of its components by kind, such as {@code loss}
   * @param milliseconds how long it took to load
   */
  public record Loaded(
      String place,
      String name,
      String version,
      SequencedMap<String, List<String>> contributions,
      double milliseconds)
      implements Row {
    /** Returns a line. */
    @Override
    public String toString() {
      Stream<String> parts = contributions.entrySet().stream().map(Loaded::list);
      return "%s (%s%s): %s, %.0f ms"
          .formatted(
              name,
              version.isEmpty() ? "" : version + ", ",
              place,
              contributions.isEmpty() ? "nothing" : parts.collect(Collectors.joining("; ")),
              milliseconds);
    }

    private static String list(Map.Entry<String, List<String>> entry) {
      return entry.getKey() + " " + String.join(", ", entry.getValue());
    }
  }

  /**
   * A plugin that did not load.
   *
   * @param place where it was found
   * @param cause why
   * @param cure what to do
   */
  public record Rejected(String place, String cause, String cure) implements Row {
    /** Returns a line. */
    @Override
    public String toString() {
      return "%s: %s; %s".formatted(place, cause, cure);
    }
  }

  /** Returns the plugins that loaded. */
  public List<Loaded> loaded() {
    return rows.stream()
        .flatMap(row -> row instanceof Loaded loaded ? Stream.of(loaded) : Stream.empty())
        .toList();
  }

  /** Returns the plugins that did not load. */
  public List<Rejected> rejected() {
    return rows.stream()
        .flatMap(row -> row instanceof Rejected rejected ? Stream.of(rejected) : Stream.empty())
        .toList();
  }

  /** Returns a line for each plugin. */
  @Override
  public String toString() {
    return rows.stream()
        .map(row -> row instanceof Rejected ? "not loaded: " + row : row.toString())
        .collect(Collectors.joining("\n"));
  }
}
