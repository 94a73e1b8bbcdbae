package org.thalweg.optim.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tree.RecordType;

/** Components, such as optimizers and layers, as their configuration would be. */
public final class Description {
  private static final String LAMBDA = "$$Lambda";

  private Description() {}

  /** Returns the name of a component: its {@link Named}, else its class. */
  static String name(Object component) {
    Named named = component.getClass().getAnnotation(Named.class);
    String type = component.getClass().getName();
    int lambda = type.indexOf(LAMBDA);
    return named != null ? named.value() : lambda < 0 ? type : type.substring(0, lambda);
  }

  /** Returns a component as JSON. */
  static String json(Object component) {
    return Json.write(describe(component));
  }

  /** Returns the learning rate of a component as JSON, if it has one. */
  static Optional<String> rate(Object component) {
    return describe(component) instanceof Map<?, ?> map
        ? Optional.<Object>ofNullable(map.get("learningRate")).map(Json::write)
        : Optional.empty();
  }

  /**
   * Returns the options of a component one by one, such as {@code model.layers[0].units} with
   * {@code 16}. Code, which has no options, is told by its class.
   *
   * @param path what stands before all keys, such as {@code model}
   */
  public static SequencedMap<String, String> flat(String path, Object component) {
    SequencedMap<String, String> flat = new LinkedHashMap<>();
    flatten(path, describe(component), flat);
    return flat;
  }

  private static void flatten(String path, Object value, SequencedMap<String, String> flat) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, entry) -> flatten(path + "." + key, entry, flat));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(path + "[" + i + "]", list.get(i), flat);
        }
      }
      default -> flat.put(path, value.toString());
    }
  }

  /** Returns a value as texts, numbers, bools, lists and maps. */
  private static Object describe(Object value) {
    return switch (value) {
      case Schedule.Constant(double number) -> number;
      case Record record -> configuration(record);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case List<?> list -> list.stream().map(Description::describe).toList();
      case Optional<?> optional -> describe(optional.<Object>map(inner -> inner).orElse(""));
      case Map<?, ?> map -> {
        SequencedMap<String, Object> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(String.valueOf(key), describe(entry)));
        yield entries;
      }
      case Boolean flag -> flag;
      case Double number -> number;
      case Number number -> number.longValue();
      case String text -> text;
      default -> name(value);
    };
  }

  private static Object configuration(Record record) {
    SequencedMap<String, Object> configuration = new LinkedHashMap<>();
    RecordType type;
    try {
      type = RecordType.of(record.getClass());
    } catch (ThalwegException _) {
      return name(record); // a record that is nobody's business
    }
    configuration.put("name", name(record));
    for (int i = 0; i < type.names().size(); i++) {
      Object value = type.get(record, i);
      if (value != null) {
        configuration.put(type.names().get(i), describe(value));
      }
    }
    return configuration;
  }
}
