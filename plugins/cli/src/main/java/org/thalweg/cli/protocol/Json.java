package org.thalweg.cli.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON text as maps, lists, numbers, bools and strings; NaN and Infinity are numbers, as Python
 * writes and reads them. An object's key whose value is null is absent.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws ThalwegException if the text is anything else; the message names the column
   */
  public static @Nullable Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw new ThalwegException("the text is empty, should be JSON");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new ThalwegException(
            "column %d: more follows after the first value; write one JSON object a line"
                .formatted(parser.currentTokenLocation().getColumnNr()));
      }
      return value;
    } catch (JacksonException e) {
      throw new ThalwegException(
          "column %d: is no JSON: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /**
   * Reads an object.
   *
   * @throws ThalwegException if the text is anything else
   */
  public static Map<String, Object> object(String text) {
    if (parse(text) instanceof Map<?, ?> map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.forEach((key, value) -> values.put(String.valueOf(key), value));
      return values;
    }
    throw new ThalwegException("a line is a JSON object such as {\"key\": \"value\"}");
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          Object value = value(parser);
          if (value != null) {
            values.put(key, value);
          }
        }
        yield values;
      }
      case START_ARRAY -> {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(parser));
        }
        yield values;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_STRING -> parser.getString();
      case null, default -> null;
    };
  }
}
