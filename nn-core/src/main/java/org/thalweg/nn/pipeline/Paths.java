package org.thalweg.nn.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Binder;

/**
 * Sets values by their paths, such as {@code optimizer.learningRate} or {@code model[1].units}:
 * keys with dots between them, and numbers of list entries in brackets. Maps and lists are copied.
 */
final class Paths {
  private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([0-9]{1,9})]");

  /** One step on a path: a key, or the number of an entry. */
  private record Step(@Nullable String key, int entry, String until) {}

  private Paths() {}

  /**
   * Returns a map with another value at a path. What is not there yet is added; a component that is
   * given by its name alone becomes a map with the name.
   *
   * @throws ThalwegException if it is no path, or leads into a list where no such entry is
   */
  static Map<String, Object> set(Map<String, Object> values, String path, Object value) {
    List<Step> steps = steps(path);
    Map<String, Object> changed = new LinkedHashMap<>(values);
    Step first = steps.getFirst();
    String key = first.key();
    if (key == null) {
      throw new ThalwegException("'%s' starts with no key".formatted(path));
    }
    changed.put(key, changed(changed.get(key), steps.subList(1, steps.size()), value, key));
    return changed;
  }

  /** Returns the value at a path, if it is there. */
  static Optional<Object> get(Map<String, Object> values, String path) {
    Optional<Object> value = Optional.of(values);
    for (Step step : steps(path)) {
      value =
          value.flatMap(around ->
              Optional.ofNullable(
                  switch (around) {
                    case Map<?, ?> map when step.key() != null -> map.get(step.key());
                    case List<?> list when step.key() == null && step.entry() < list.size() ->
                        list.get(step.entry());
                    default -> null;
                  }));
    }
    return value;
  }

  private static Object changed(
      @Nullable Object before, List<Step> steps, Object value, String place) {
    if (steps.isEmpty()) {
      return value;
    }
    Step step = steps.getFirst();
    List<Step> rest = steps.subList(1, steps.size());
    String key = step.key();
    if (key != null) {
      Map<String, Object> map = new LinkedHashMap<>();
      if (before instanceof Map<?, ?> known) {
        known.forEach((name, entry) -> map.put(String.valueOf(name), entry));
      } else if (before instanceof String name) {
        map.put(Binder.NAME, name);
      }
      map.put(key, changed(map.get(key), rest, value, step.until()));
      return map;
    }
    if (!(before instanceof List<?> list) || step.entry() >= list.size()) {
      throw new ThalwegException(
          "%s has %s"
              .formatted(
                  place,
                  before instanceof List<?> list
                      ? "%d entries, 0 to %d".formatted(list.size(), list.size() - 1)
                      : "no entries, it is no list"));
    }
    List<@Nullable Object> entries = new ArrayList<>(list);
    entries.set(step.entry(), changed(list.get(step.entry()), rest, value, step.until()));
    return entries;
  }

  private static List<Step> steps(String path) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    int at = 0;
    while (matcher.find() && matcher.start() == at) {
      at = matcher.end();
      String entry = matcher.group(2);
      steps.add(
          new Step(
              matcher.group(1),
              entry == null ? 0 : Integer.parseInt(entry),
              path.substring(0, at)));
    }
    if (at != path.length() || steps.isEmpty() || path.startsWith(".")) {
      throw new ThalwegException(
          "'%s' is no path of keys, such as optimizer.learningRate or model[1].units"
              .formatted(path));
    }
    return steps;
  }
}
