package org.thalweg.cli.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thalweg.api.ThalwegException;
import org.thalweg.cli.protocol.Json;
import org.thalweg.nn.tune.Axis;

/**
 * The values of a key on a command line: {@code 0,1e-4,1e-2}, or a logarithmic range {@code
 * 1e-4..1e-1} or {@code 1e-4..1e-1:7}, or a list in JSON.
 */
public final class Values {
  private static final int USUAL_COUNT = 5;
  private static final Pattern RANGE =
      Pattern.compile("([-+0-9.eE]+?)\\.\\.([-+0-9.eE]+)(?::(.+))?");

  private Values() {}

  /**
   * Returns the values of a text.
   *
   * @throws ThalwegException if it holds none, or a range has no numbers
   */
  public static List<Object> of(String text) {
    String words = text.strip();
    if (words.startsWith("[") || words.startsWith("{")) {
      Object json = Json.parse(words);
      return json instanceof List<?> list ? List.copyOf(list) : List.of(String.valueOf(json));
    }
    Matcher range = RANGE.matcher(words);
    if (range.matches()) {
      String count = range.group(3);
      List<Object> numbers = new ArrayList<>();
      for (double number :
          Axis.logRange(
              number(range.group(1)),
              number(range.group(2)),
              count == null ? USUAL_COUNT : whole(count))) {
        numbers.add(number);
      }
      return numbers;
    }
    List<Object> values = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      if (word.isBlank()) {
        throw new ThalwegException(
            "'%s' has an empty value; write values with commas between them".formatted(text));
      }
      values.add(scalar(word.strip()));
    }
    return values;
  }

  /**
   * Returns learning rates of a text.
   *
   * @throws ThalwegException if they are no positive numbers
   */
  public static double[] rates(String text) {
    double[] rates =
        of(text).stream()
            .mapToDouble(value -> {
              if (value instanceof Number number && number.doubleValue() > 0) {
                return number.doubleValue();
              }
              throw new ThalwegException(
                  "'%s' is no positive number; write rates such as 0.001,0.01 or 1e-4..1e-1:7"
                      .formatted(value));
            })
            .sorted()
            .toArray();
    Axis.rates(rates);
    return rates;
  }

  private static Object scalar(String word) {
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
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

  private static double number(String word) {
    if (scalar(word.strip()) instanceof Number number) {
      return number.doubleValue();
    }
    throw new ThalwegException(
        "'%s' is no number; a range is LOW..HIGH or LOW..HIGH:COUNT".formatted(word));
  }

  private static int whole(String word) {
    if (scalar(word.strip()) instanceof Long number && number >= 2 && number <= 1000) {
      return number.intValue();
    }
    throw new ThalwegException(
        "'%s' should be how many numbers a range has, 2 to 1000".formatted(word));
  }
}
