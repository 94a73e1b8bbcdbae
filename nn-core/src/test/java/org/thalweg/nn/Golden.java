package org.thalweg.nn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the tables that other libraries made. */
public final class Golden {
  private Golden() {}

  /** Returns the rows of a table without quotes, each by column name. */
  public static List<Map<String, String>> rows(Class<?> beside, String file) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String[] names = lines.getFirst().split(",");
      return lines.stream().skip(1).map(line -> row(names, line.split(","))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> row(String[] names, String[] fields) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], fields[i]);
    }
    return row;
  }

  /** Returns a column of numbers. */
  public static double[] column(List<Map<String, String>> rows, String name) {
    return rows.stream().mapToDouble(row -> number(row, name)).toArray();
  }

  /** Returns a number of a row. */
  public static double number(Map<String, String> row, String name) {
    String text = Objects.requireNonNull(row.get(name), name);
    return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
