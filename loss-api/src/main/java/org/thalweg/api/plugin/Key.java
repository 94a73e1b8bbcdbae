package org.thalweg.api.plugin;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;

/**
 * A configuration key of a component.
 *
 * @param name the key
 * @param type what its value becomes
 * @param fallback the default as text; none means that the key is required
 * @param doc one sentence on it
 */
public record Key(String name, Type type, Optional<String> fallback, Optional<String> doc) {
  static Key of(RecordComponent component) {
    return new Key(
        component.getName(),
        component.getGenericType(),
        Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value),
        Optional.ofNullable(component.getAnnotation(Doc.class)).map(Doc::value));
  }

  /** Returns the key with its default, such as {@code delta=1.0}, or the key alone. */
  @Override
  public String toString() {
    return fallback.map(text -> name + "=" + text).orElse(name);
  }
}
