package org.thalweg.api.plugin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;

/**
 * A registered record class.
 *
 * @param kind what it is for
 * @param name its name in configuration
 * @param type the class
 * @param owner the plugin that registered it
 * @param keys its configuration keys, in the order of the record's components
 */
public record Component<T>(
    Kind<T> kind, String name, Class<? extends Record> type, String owner, List<Key> keys) {
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

  /**
   * Reads a record class.
   *
   * @throws ThalwegException if it is no record of the kind or has no valid name
   */
  static <T> Component<T> of(Kind<T> kind, Class<? extends Record> type, String owner) {
    if (!type.isRecord() || !kind.type().isAssignableFrom(type)) {
      throw new ThalwegException(
          "%s registers %s as %s, which is no record that implements %s"
              .formatted(owner, type.getName(), kind.label(), kind.type().getSimpleName()));
    }
    Named named = type.getAnnotation(Named.class);
    if (named == null || !NAME.matcher(named.value()).matches()) {
      throw new ThalwegException(
          "%s %s of %s needs @Named with a name like 'my-%s' (%s), has %s"
              .formatted(
                  kind.label(),
                  type.getName(),
                  owner,
                  kind.label(),
                  NAME,
                  named == null ? "none" : "'" + named.value() + "'"));
    }
    return new Component<>(
        kind,
        named.value(),
        type,
        owner,
        Arrays.stream(type.getRecordComponents()).map(Key::of).toList());
  }

  /** Returns the sentence that describes it, if it carries one. */
  public Optional<String> summary() {
    return Optional.ofNullable(type.getAnnotation(Doc.class)).map(Doc::value);
  }
}
