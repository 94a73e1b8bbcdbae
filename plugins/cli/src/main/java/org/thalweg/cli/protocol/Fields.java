package org.thalweg.cli.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.plugin.Binder;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.plugin.Suggestions;

/**
 * The keys of a query.
 *
 * @param values their values
 */
record Fields(Map<String, Object> values) {
  /** Returns the fields, once it is certain that all keys are known. */
  static Fields of(Map<String, Object> values, List<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new ThalwegException("unknown key '%s'%s".formatted(key, Suggestions.of(key, known)));
      }
    }
    return new Fields(values);
  }

  Optional<Object> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Object get(String key) {
    return find(key).orElseThrow(() -> new ThalwegException("'%s' is required".formatted(key)));
  }

  String text(String key) {
    if (get(key) instanceof String text) {
      return text;
    }
    throw new ThalwegException("%s is %s, should be a text".formatted(key, get(key)));
  }

  Optional<Map<String, Object>> map(String key) {
    return find(key).map(value -> map(value, key));
  }

  static Map<String, Object> map(Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new ThalwegException("%s is %s, should be an object".formatted(path, value));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, entry) -> values.put(String.valueOf(key), entry));
    return values;
  }

  /** Returns the type of floats; float64 unless the query says otherwise. */
  DType floats() {
    DType dtype = find("dtype").isPresent() ? DType.named(text("dtype")) : DType.FLOAT64;
    if (!dtype.isFloating()) {
      throw new ThalwegException("dtype is %s, should be float32 or float64".formatted(dtype));
    }
    return dtype;
  }

  /** Returns the component that a key names, made with the key {@code config}. */
  <T> T component(Registry registry, Kind<T> kind) {
    return component(registry, kind, "config");
  }

  /**
   * Returns the component that a key names, made with the key {@code config}.
   *
   * @param place what messages call that key
   */
  <T> T component(Registry registry, Kind<T> kind, String place) {
    Component<T> component = registry.get(kind, text(kind.label()));
    Binder binder = new Binder(registry);
    Optional<? extends Record> made =
        binder.record(component.type(), map("config").orElse(Map.of()), place);
    binder.throwProblems();
    return kind.type().cast(made.orElseThrow());
  }
}
