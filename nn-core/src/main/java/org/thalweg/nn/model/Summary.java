package org.thalweg.nn.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thalweg.api.data.Spec;

/**
 * The parts of a network, in the order in which they run.
 *
 * @param rows a row for each part; one that is made of others stands before them
 * @param parameters number of trainable numbers in all
 */
public record Summary(List<Row> rows, long parameters) {
  /** Copies the list. */
  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * One part.
   *
   * @param path its name, such as {@code 0.dense}
   * @param output what it gives for a batch
   * @param parameters number of trainable numbers in it
   */
  public record Row(String path, Spec output, long parameters) {
    private String shape() {
      return Stream.concat(
              Stream.of("N"),
              Arrays.stream(output.shape().toArray()).skip(1).mapToObj(Long::toString))
          .collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** Returns the table; N stands for the number of examples. */
  @Override
  public String toString() {
    int wide = rows.stream().mapToInt(row -> row.path().length()).max().orElse(0);
    int name = Math.max(wide, "total".length());
    int shape = rows.stream().mapToInt(row -> row.shape().length()).max().orElse(0);
    String line = "%-" + name + "s  %-" + Math.max(shape, "output".length()) + "s  %,12d";
    String head = line.replace("%,12d", "%12s").formatted("layer", "output", "parameters");
    return rows.stream()
        .map(row -> String.format(Locale.ROOT, line, row.path(), row.shape(), row.parameters()))
        .collect(
            Collectors.joining(
                "\n",
                head + "\n",
                "\n" + String.format(Locale.ROOT, line, "total", "", parameters)));
  }
}
