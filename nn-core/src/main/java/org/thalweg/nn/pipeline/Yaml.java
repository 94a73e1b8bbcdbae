package org.thalweg.nn.pipeline;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A YAML file as values, with the line of each.
 *
 * @param file what messages call it
 * @param values the top-level map: bools, numbers, strings, lists and maps; empty values are absent
 * @param lines line of each value by its path, such as {@code model[1].units}
 */
record Yaml(String file, Map<String, Object> values, Map<String, Integer> lines) {
  /**
   * Reads a file.
   *
   * @throws ThalwegException if it does not exist or is no YAML map; the message names the line
   */
  static Yaml read(Path path) {
    YAMLFactory factory =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (Reader in = Files.newBufferedReader(path);
        JsonParser parser = factory.createParser(ObjectReadContext.empty(), in)) {
      return new Parsing(path.toString(), (YAMLParser) parser).document();
    } catch (NoSuchFileException e) {
      throw new ThalwegException(
          "%s does not exist; looked in %s"
              .formatted(path, path.toAbsolutePath().normalize().getParent()),
          e);
    } catch (IOException e) {
      throw new ThalwegException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    } catch (JacksonException e) {
      throw new ThalwegException(
          "%s:%d: is no YAML: %s"
              .formatted(
                  path,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  sentence(String.valueOf(e.getOriginalMessage()))),
          e);
    }
  }

  /** Returns a parser's message without the excerpts of the file, which are indented. */
  private static String sentence(String message) {
    return message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
  }

  /** Returns the line of a path, or of the nearest path around it; 0 if there is none. */
  int line(String path) {
    String known = path;
    while (!known.isEmpty() && !lines.containsKey(known)) {
      int cut = Math.max(known.lastIndexOf('.'), known.lastIndexOf('['));
      known = known.substring(0, Math.max(0, cut));
    }
    return lines.getOrDefault(known, 0);
  }

  /** Returns file and line of a path. */
  String place(String path) {
    int line = line(path);
    return line == 0 ? file : file + ":" + line;
  }

  /** Returns this with some values set; lines stay. */
  Yaml with(Map<String, Object> settings) {
    Map<String, Object> changed = values;
    for (Map.Entry<String, Object> setting : settings.entrySet()) {
      changed = Paths.set(changed, setting.getKey(), setting.getValue());
    }
    return new Yaml(file, changed, lines);
  }

  /** One walk over the tokens of a file. */
  private static final class Parsing {
    private final String file;
    private final YAMLParser parser;
    private final Map<String, Integer> lines = new HashMap<>();

    Parsing(String file, YAMLParser parser) {
      this.file = file;
      this.parser = parser;
    }

    Yaml document() {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ThalwegException(
            "%s is no map of keys and values; a pipeline starts with 'data:'".formatted(file));
      }
      return new Yaml(file, map(""), lines);
    }

    private Map<String, Object> map(String path) {
      Map<String, Object> values = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        String inner = path.isEmpty() ? key : path + "." + key;
        lines.put(inner, parser.currentTokenLocation().getLineNr());
        parser.nextToken();
        Object value = value(inner);
        if (value != null) {
          values.put(key, value);
        }
      }
      return values;
    }

    private List<Object> list(String path) {
      List<Object> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String inner = path + "[" + values.size() + "]";
        lines.put(inner, parser.currentTokenLocation().getLineNr());
        Object value = value(inner);
        values.add(value == null ? "" : value);
      }
      return values;
    }

    private @Nullable Object value(String path) {
      JsonToken token = parser.currentToken();
      if (parser.isCurrentAlias()) {
        throw new ThalwegException(
            "%s:%d: %s: aliases are not read here; write the value out"
                .formatted(file, parser.currentTokenLocation().getLineNr(), path));
      }
      return switch (token) {
        case START_OBJECT -> map(path);
        case START_ARRAY -> list(path);
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
        case VALUE_STRING -> parser.getString();
        case null, default -> null;
      };
    }
  }
}
