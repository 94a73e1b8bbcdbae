package org.thalweg.cli.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;

/** The words of a command line as the values of a query. */
public final class Words {
  private Words() {}

  /**
   * Returns numbers such as {@code 1,0.5} as a list, rows such as {@code 1,2;3,4} as a list of
   * lists; text that starts with a bracket is JSON.
   *
   * @param option what messages call it
   */
  public static Object numbers(String text, String option) {
    String words = text.strip();
    if (words.startsWith("[") || words.startsWith("{")) {
      Object json = json(words, option);
      return json == null ? List.of() : json;
    }
    List<Object> rows = new ArrayList<>();
    for (String row : words.split(";", -1)) {
      List<Object> numbers = new ArrayList<>();
      for (String word : row.split(",", -1)) {
        numbers.add(number(word.strip(), option));
      }
      rows.add(numbers);
    }
    return rows.size() == 1 ? rows.getFirst() : rows;
  }

  private static Object number(String word, String option) {
    Object value = scalar(word);
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw new ThalwegException(
        "%s: '%s' is no number; write numbers with commas between them, such as 0.8,0.2"
            .formatted(option, word));
  }

  private static Object scalar(String word) {
    switch (word) {
      case "true", "false" -> {
        return Boolean.valueOf(word);
      }
      case "nan", "NaN" -> {
        return Double.NaN;
      }
      case "inf", "Infinity" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-inf", "-Infinity" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    try {
      return (Object) Long.parseLong(word);
    } catch (NumberFormatException _) {
      try {
        return (Object) Double.parseDouble(word);
      } catch (NumberFormatException _) {
        return word;
      }
    }
  }

  /** Returns configuration, each word of which is a key, an equals sign, and a value. */
  public static Map<String, Object> config(List<String> words) {
    return config(words, "--config");
  }

  /**
   * Returns configuration.
   *
   * @param option what messages call it
   */
  public static Map<String, Object> config(List<String> words, String option) {
    Map<String, Object> config = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new ThalwegException(
            "%s: '%s' should be KEY=VALUE, such as learningRate=0.01".formatted(option, word));
      }
      String value = word.substring(equals + 1);
      boolean nested = value.startsWith("[") || value.startsWith("{");
      Object read = nested ? json(value, option + " " + word.substring(0, equals)) : scalar(value);
      if (read != null) {
        config.put(word.substring(0, equals), read);
      }
    }
    return config;
  }

  private static @Nullable Object json(String text, String option) {
    try {
      return Json.parse(text);
    } catch (ThalwegException e) {
      throw new ThalwegException(option + ": " + e.getMessage(), e);
    }
  }
}
