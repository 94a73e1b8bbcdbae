package org.thalweg.testkit.loss;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tree.RecordType;

/**
 * What a loss is equal to in a special case, as its card says it.
 *
 * @param settings settings of the loss
 * @param exact whether it is equal, rather than close
 * @param factor what the other is multiplied by
 * @param other the name of the other loss
 * @param otherSettings settings of the other
 */
record Identity(
    Map<String, Object> settings,
    boolean exact,
    double factor,
    String other,
    Map<String, Object> otherSettings) {

  /** Reads {@code key=value = factor name key=value}. */
  static Identity parse(String text) {
    List<String> words = Arrays.asList(text.strip().split("\\s+"));
    int sign = Math.max(words.indexOf("="), words.indexOf("~"));
    if (sign < 0 || sign == words.size() - 1) {
      throw new AssertionError(
          "an identity is 'key=value = factor name', was '%s'".formatted(text));
    }
    List<String> right = words.subList(sign + 1, words.size());
    boolean scaled = right.getFirst().matches("-?[0-9.eE-]+");
    double factor = scaled ? Double.parseDouble(right.getFirst()) : 1;
    int name = scaled ? 1 : 0;
    return new Identity(
        settings(words.subList(0, sign)),
        words.get(sign).equals("="),
        factor,
        right.get(name),
        settings(right.subList(name + 1, right.size())));
  }

  private static Map<String, Object> settings(List<String> words) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String word : words) {
      String[] pair = word.split("=", 2);
      settings.put(pair[0], value(pair[1]));
    }
    return settings;
  }

  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return text.matches("-?[0-9]+") ? (Object) Long.parseLong(text) : Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return text;
    }
  }

  Loss<?, ?> left(Subject subject) {
    if (settings.isEmpty()) {
      return subject.loss();
    }
    Map<String, Object> all = configuration((Record) subject.loss());
    all.putAll(settings);
    return create(subject, Losses.name(subject.loss()), all);
  }

  Loss<?, ?> right(Subject subject) {
    return create(subject, other, otherSettings);
  }

  private static Loss<?, ?> create(Subject subject, String name, Map<String, Object> settings) {
    return subject.registry().create(Kind.LOSS, name, settings);
  }

  /** Returns the configuration that a record is made from. */
  static Map<String, Object> configuration(Record record) {
    RecordType type = RecordType.of(record.getClass());
    Map<String, Object> configuration = new LinkedHashMap<>();
    for (int i = 0; i < type.names().size(); i++) {
      Object value = type.get(record, i);
      if (value != null) {
        configuration.put(type.names().get(i), plain(value));
      }
    }
    return configuration;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case Loss<?, ?> loss -> {
        Map<String, Object> inner = configuration((Record) loss);
        inner.put("name", Losses.name(loss));
        yield inner;
      }
      case List<?> list -> list.stream().map(Identity::plain).toList();
      default -> value;
    };
  }
}
