package org.thalweg.cli.rank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.cli.protocol.Json;
import org.thalweg.cli.protocol.JsonWriter;

/**
 * What was measured, as it is kept in a file.
 *
 * @param every how many steps lie between evaluations
 * @param problems what was trained
 * @param entries an entry for each optimizer and problem, by the name of the optimizer
 * @param leftOut optimizers that were not tried, and why
 */
public record Results(
    int every, List<About> problems, List<Entry> entries, Map<String, String> leftOut) {
  /** Copies the collections. */
  public Results {
    problems = List.copyOf(problems);
    entries = List.copyOf(entries);
    leftOut = new LinkedHashMap<>(leftOut);
  }

  /**
   * A problem.
   *
   * @param name its name
   * @param target the loss to reach on the examples held out
   * @param examples the number of examples to learn from
   * @param heldOut the number of examples held out
   * @param batchSize the number of examples in a step
   * @param steps the number of steps, at most
   */
  public record About(
      String name, double target, int examples, int heldOut, int batchSize, long steps) {}

  /**
   * What an optimizer did on a problem.
   *
   * @param optimizer the words that make it, such as {@code sam:optimizer=adam}
   * @param problem the problem's name
   * @param gradients how often a step computes the loss with its gradient
   * @param tries what it did at each learning rate, in the order in which they were tried
   */
  public record Entry(String optimizer, String problem, int gradients, List<Try> tries) {
    /** Copies the list. */
    public Entry {
      tries = List.copyOf(tries);
    }

    /** Returns the try that reached the target first. */
    public Optional<Try> best() {
      Optional<Try> best = Optional.empty();
      for (Try one : tries) {
        if (one.steps.isPresent()
            && (best.isEmpty()
                || one.steps.getAsLong() < best.get().steps.orElse(Long.MAX_VALUE))) {
          best = Optional.of(one);
        }
      }
      return best;
    }

    /** Returns the number of gradients to the target. */
    public OptionalLong cost() {
      Optional<Try> best = best();
      return best.isPresent()
          ? OptionalLong.of(best.get().steps.orElseThrow() * gradients)
          : OptionalLong.empty();
    }
  }

  /**
   * What an optimizer did at a learning rate. Once a rate has reached the target, others have fewer
   * steps than it.
   *
   * @param rate the learning rate, if there is one to choose
   * @param steps the number of steps to the target, if it was reached
   * @param loss the least loss on the examples held out; NaN if there was none
   * @param diverged whether the loss was not finite in the end
   */
  public record Try(OptionalDouble rate, OptionalLong steps, double loss, boolean diverged) {}

  /** Returns the entries of an optimizer, in the order of the problems. */
  public List<Entry> of(String optimizer) {
    return entries.stream().filter(entry -> entry.optimizer.equals(optimizer)).toList();
  }

  /** Returns all of it as JSON, an entry a line. */
  public String json() {
    StringJoiner lines = new StringJoiner(",\n", "{\n\"every\": " + every + ",\n", "\n}\n");
    lines.add(list("problems", problems.stream().map(Results::json).toList()));
    lines.add("\"leftOut\": " + JsonWriter.write(leftOut));
    lines.add(list("entries", entries.stream().map(Results::json).toList()));
    return lines.toString();
  }

  private static String list(String key, List<Map<String, Object>> rows) {
    StringJoiner lines = new StringJoiner(",\n", "\"" + key + "\": [\n", "\n]");
    rows.forEach(row -> lines.add(JsonWriter.write(row)));
    return lines.toString();
  }

  private static Map<String, Object> json(About problem) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", problem.name);
    keys.put("target", problem.target);
    keys.put("examples", problem.examples);
    keys.put("heldOut", problem.heldOut);
    keys.put("batchSize", problem.batchSize);
    keys.put("steps", problem.steps);
    return keys;
  }

  private static Map<String, Object> json(Entry entry) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("optimizer", entry.optimizer);
    keys.put("problem", entry.problem);
    keys.put("gradients", entry.gradients);
    List<Map<String, Object>> tries = new ArrayList<>();
    for (Try one : entry.tries) {
      Map<String, Object> row = new LinkedHashMap<>();
      one.rate.ifPresent(rate -> row.put("rate", rate));
      one.steps.ifPresent(steps -> row.put("steps", steps));
      row.put("loss", one.loss);
      if (one.diverged) {
        row.put("diverged", true);
      }
      tries.add(row);
    }
    keys.put("tries", tries);
    return keys;
  }

  /**
   * Reads what {@link #json} writes.
   *
   * @throws ThalwegException if the text is anything else
   */
  public static Results parse(String text) {
    Map<String, Object> keys = Json.object(text);
    List<About> problems = new ArrayList<>();
    for (Map<?, ?> row : rows(keys.get("problems"))) {
      problems.add(
          new About(
              text(row, "name"),
              number(row, "target"),
              (int) number(row, "examples"),
              (int) number(row, "heldOut"),
              (int) number(row, "batchSize"),
              (long) number(row, "steps")));
    }
    List<Entry> entries = new ArrayList<>();
    for (Map<?, ?> row : rows(keys.get("entries"))) {
      List<Try> tries = new ArrayList<>();
      for (Map<?, ?> one : rows(row.get("tries"))) {
        tries.add(
            new Try(
                one.containsKey("rate")
                    ? OptionalDouble.of(number(one, "rate"))
                    : OptionalDouble.empty(),
                one.containsKey("steps")
                    ? OptionalLong.of((long) number(one, "steps"))
                    : OptionalLong.empty(),
                number(one, "loss"),
                Boolean.TRUE.equals(one.get("diverged"))));
      }
      entries.add(
          new Entry(
              text(row, "optimizer"), text(row, "problem"), (int) number(row, "gradients"), tries));
    }
    Map<String, String> leftOut = new LinkedHashMap<>();
    if (keys.get("leftOut") instanceof Map<?, ?> reasons) {
      reasons.forEach((name, why) -> leftOut.put(String.valueOf(name), String.valueOf(why)));
    }
    return new Results((int) number(keys, "every"), problems, entries, leftOut);
  }

  private static List<Map<?, ?>> rows(@Nullable Object value) {
    List<Map<?, ?>> rows = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> row) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static double number(Map<?, ?> row, String key) {
    if (row.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new ThalwegException("results lack the number '%s' in %s".formatted(key, row));
  }

  private static String text(Map<?, ?> row, String key) {
    if (row.get(key) instanceof String text) {
      return text;
    }
    throw new ThalwegException("results lack the text '%s' in %s".formatted(key, row));
  }
}
