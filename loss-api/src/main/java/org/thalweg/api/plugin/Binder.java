package org.thalweg.api.plugin;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tree.RecordType;

/**
 * Makes records from configuration values and collects everything that is wrong with them.
 *
 * <p>A value becomes what the record component asks for: a number, a bool, a string, an enum
 * constant (by its name in lower case with hyphens), a list, a map, a record of its own, an {@link
 * Optional}, or a component of some kind, given by name or as a map with the key {@code name}. A
 * {@link Schedule} may also be a number.
 */
public final class Binder {
  /** The key that names a component. */
  public static final String NAME = "name";

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern FRACTION =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private final Registry registry;
  private final List<Problem> problems = new ArrayList<>();

  /** Makes a binder that finds components in a registry. */
  public Binder(Registry registry) {
    this.registry = registry;
  }

  /** Returns what is wrong so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Adds a problem. */
  public void problem(String path, String message) {
    problems.add(new Problem(path, message));
  }

  /** Throws all problems, if there are any. */
  public void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /**
   * Makes a component; problems are collected.
   *
   * @param kind what it is for
   * @param value its name, or a map with the key {@code name}
   * @param path where the value stands
   */
  public <T> Optional<T> component(Kind<T> kind, Object value, String path) {
    if (kind.equals(Kind.SCHEDULE) && value instanceof Number number) {
      return Optional.of(kind.type().cast(Schedule.constant(number.doubleValue())));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    if (value instanceof String name) {
      values.put(NAME, name);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> values.put(String.valueOf(key), entry));
    } else {
      problem(
          path,
          "is %s, should be the name of a %s or a map with 'name'"
              .formatted(show(value), kind.label()));
      return Optional.empty();
    }
    if (!(values.remove(NAME) instanceof String name)) {
      problem(path, "lacks 'name', the name of a " + kind.label());
      return Optional.empty();
    }
    Optional<Component<T>> found = registry.find(kind, name);
    if (found.isEmpty()) {
      problem(path, registry.unknown(kind, name));
      return Optional.empty();
    }
    return record(found.get().type(), values, path).map(kind.type()::cast);
  }

  /**
   * Makes a record; problems are collected.
   *
   * @param type the record class
   * @param values its components by name
   * @param path where the values stand
   */
  public <R> Optional<R> record(Class<R> type, Map<String, ?> values, String path) {
    int before = problems.size();
    RecordComponent[] components = type.getRecordComponents();
    List<String> keys = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String key : values.keySet()) {
      if (!keys.contains(key)) {
        problem(
            join(path, key),
            keys.isEmpty()
                ? "unknown key; there are none here"
                : "unknown key" + Suggestions.of(key, keys));
      }
    }
    @Nullable Object[] arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Key key = Key.of(components[i]);
      String where = join(path, key.name());
      Object given = values.get(key.name());
      if (given != null) {
        arguments[i] = convert(key.type(), given, where);
      } else if (key.fallback().isPresent()) {
        arguments[i] = convert(key.type(), parse(key.fallback().get()), where);
      } else if (raw(key.type()) == Optional.class) {
        arguments[i] = Optional.empty();
      } else {
        problem(where, "is required");
      }
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(type.cast(RecordType.of(type).create(arguments)));
    } catch (ThalwegException | IllegalArgumentException e) {
      problem(path, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private @Nullable Object convert(Type type, Object value, String path) {
    Class<?> raw = raw(type);
    Optional<Kind<?>> kind = registry.kind(raw);
    if (kind.isPresent()) {
      return component(kind.get(), value, path).orElse(null);
    } else if (raw == Optional.class) {
      Object inner = convert(argument(type, 0), value, path);
      return inner == null ? null : Optional.of(inner);
    } else if (raw == List.class) {
      return list(argument(type, 0), value, path);
    } else if (raw == Map.class) {
      return map(argument(type, 1), value, path);
    } else if (raw.isRecord() && value instanceof Map<?, ?> map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.forEach((key, entry) -> values.put(String.valueOf(key), entry));
      return record(raw, values, path).orElse(null);
    } else if (raw.isEnum()) {
      return constant(raw, value, path);
    }
    return simple(raw, value, path);
  }

  private @Nullable Object simple(Class<?> raw, Object value, String path) {
    if (raw == double.class || raw == Double.class) {
      // YAML 1.1 reads 1e-3, which has no dot, as text
      Object number = value instanceof String text ? parse(text) : value;
      return number instanceof Number n ? n.doubleValue() : wrong(path, value, "a number");
    } else if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
      if (value instanceof Number number && number.doubleValue() == number.longValue()) {
        boolean isInt = raw == int.class || raw == Integer.class;
        if (isInt && number.longValue() != number.intValue()) {
          return wrong(path, value, "a whole number below 2^31");
        }
        return isInt ? (Object) number.intValue() : (Object) number.longValue();
      }
      return wrong(path, value, "a whole number");
    } else if (raw == boolean.class || raw == Boolean.class) {
      return value instanceof Boolean ? value : wrong(path, value, "true or false");
    } else if (raw == String.class) {
      return value instanceof String || value instanceof Number || value instanceof Boolean
          ? value.toString()
          : wrong(path, value, "a text");
    } else if (raw.isInstance(value)) {
      return value;
    }
    return wrong(path, value, "a " + raw.getSimpleName());
  }

  private @Nullable Object list(Type element, Object value, String path) {
    if (!(value instanceof List<?> list)) {
      return "".equals(value) ? List.of() : wrong(path, value, "a list");
    }
    List<Object> converted = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object entry = list.get(i);
      Object item = entry == null ? null : convert(element, entry, path + "[" + i + "]");
      if (item == null && entry == null) {
        problem(path + "[" + i + "]", "is empty");
      } else if (item != null) {
        converted.add(item);
      }
    }
    return List.copyOf(converted);
  }

  private @Nullable Object map(Type entryType, Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      return "".equals(value) ? Map.of() : wrong(path, value, "a map");
    }
    Map<String, Object> converted = new LinkedHashMap<>();
    map.forEach((key, entry) -> {
      String where = join(path, String.valueOf(key));
      Object item = entry == null ? null : convert(entryType, entry, where);
      if (entry == null) {
        problem(where, "is empty");
      } else if (item != null) {
        converted.put(String.valueOf(key), item);
      }
    });
    return java.util.Collections.unmodifiableMap(converted);
  }

  private @Nullable Object constant(Class<?> type, Object value, String path) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(value)) {
        return constant;
      }
      names.add(name);
    }
    return wrong(path, value, names.stream().collect(Collectors.joining(", ", "one of ", "")));
  }

  private @Nullable Object wrong(String path, Object value, String expected) {
    problem(path, "is %s, should be %s".formatted(show(value), expected));
    return null;
  }

  private static String show(Object value) {
    return value instanceof String ? "'" + value + "'" : value.toString();
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Reads a default as YAML would: a number, a bool, a list of such in brackets, or a text. */
  private static Object parse(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      String inner = text.substring(1, text.length() - 1).strip();
      return inner.isEmpty()
          ? List.of()
          : Arrays.stream(inner.split(",", -1)).map(entry -> parse(entry.strip())).toList();
    }
    try {
      return WHOLE.matcher(text).matches()
          ? (Object) Long.parseLong(text)
          : FRACTION.matcher(text).matches() ? (Object) Double.parseDouble(text) : text;
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
      default -> Object.class;
    };
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType parameterized
        ? parameterized.getActualTypeArguments()[index]
        : Object.class;
  }
}
