package org.thalweg.optim.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tree.RecordType;

/**
 * What a checkpoint is of.
 *
 * @param optimizer the optimizer's name, or that of its class if it has none
 * @param configuration the optimizer's hyper-parameters, as JSON
 * @param schedule its learning rate, as JSON; empty if it has none
 * @param step the number of steps done
 * @param key the random key that steps derive theirs from, if there is one
 */
public record Manifest(
    String optimizer, String configuration, String schedule, long step, OptionalLong key) {
  /** The version of what is written. A file of a later version is refused. */
  static final int VERSION = 1;

  private static final String FORMAT = "thalweg.format";
  private static final String OPTIMIZER = "thalweg.optimizer";
  private static final String CONFIGURATION = "thalweg.configuration";
  private static final String SCHEDULE = "thalweg.schedule";
  private static final String STEP = "thalweg.step";
  private static final String KEY = "thalweg.key";

  /** Returns the manifest of an optimizer's state. */
  public static Manifest of(Optimizer optimizer, long step, OptionalLong key) {
    Object described = describe(optimizer);
    return new Manifest(
        name(optimizer), Json.write(described), rate(optimizer).orElse(""), step, key);
  }

  private static String name(Object component) {
    Named named = component.getClass().getAnnotation(Named.class);
    return named == null ? component.getClass().getName() : named.value();
  }

  private static Optional<String> rate(Optimizer optimizer) {
    return optimizer instanceof Record record
        ? Optional.ofNullable(configuration(record).get("learningRate")).map(Json::write)
        : Optional.empty();
  }

  /** Returns a component as its configuration would be. */
  private static Object describe(Object value) {
    return switch (value) {
      case Schedule.Constant(double number) -> number;
      case Record record -> configuration(record);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case List<?> list -> list.stream().map(Manifest::describe).toList();
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
      default -> value.getClass().getName();
    };
  }

  private static SequencedMap<String, Object> configuration(Record record) {
    SequencedMap<String, Object> configuration = new LinkedHashMap<>();
    if (record.getClass().isAnnotationPresent(Named.class)) {
      configuration.put("name", name(record));
    }
    RecordType type = RecordType.of(record.getClass());
    for (int i = 0; i < type.names().size(); i++) {
      Object value = type.get(record, i);
      if (value != null) {
        configuration.put(type.names().get(i), describe(value));
      }
    }
    return configuration;
  }

  /** Returns this as texts for the header of a file. */
  SequencedMap<String, String> metadata() {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, Integer.toString(VERSION));
    metadata.put(OPTIMIZER, optimizer);
    metadata.put(CONFIGURATION, configuration);
    metadata.put(SCHEDULE, schedule);
    metadata.put(STEP, Long.toString(step));
    key.ifPresent(number -> metadata.put(KEY, Long.toString(number)));
    return metadata;
  }

  /**
   * Reads texts of a header.
   *
   * @throws ThalwegException if they are not those of a checkpoint, or of a later version
   */
  static Manifest of(Map<String, String> metadata) {
    String version = metadata.get(FORMAT);
    if (version == null) {
      throw new ThalwegException(
          "is a safetensors file, but no checkpoint: its header has no '%s'".formatted(FORMAT));
    }
    if (number(version, FORMAT) > VERSION) {
      throw new ThalwegException(
          "is of version %s, this program reads versions up to %d".formatted(version, VERSION));
    }
    String key = metadata.get(KEY);
    return new Manifest(
        text(metadata, OPTIMIZER),
        text(metadata, CONFIGURATION),
        text(metadata, SCHEDULE),
        number(text(metadata, STEP), STEP),
        key == null ? OptionalLong.empty() : OptionalLong.of(number(key, KEY)));
  }

  private static String text(Map<String, String> metadata, String name) {
    String text = metadata.get(name);
    if (text == null) {
      throw new ThalwegException("is damaged: its header has no '%s'".formatted(name));
    }
    return text;
  }

  private static long number(String text, String name) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ThalwegException(
          "is damaged: '%s' is '%s', should be a whole number".formatted(name, text), e);
    }
  }
}
