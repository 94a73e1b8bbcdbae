package org.thalweg.optim.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thalweg.api.ThalwegException;

/**
 * The part of JSON that a header has: objects, arrays, strings and whole numbers. What else there
 * is in RFC 8259 is refused.
 */
final class Json {
  private static final int DEEPEST = 8;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /**
   * Reads an object: strings, longs, lists and maps.
   *
   * @throws ThalwegException if the text is something else; the message says where
   */
  static SequencedMap<String, Object> object(String text) {
    Json json = new Json(text);
    json.space();
    SequencedMap<String, Object> object = json.members();
    json.space();
    if (json.at < text.length()) {
      throw json.wrong("the end");
    }
    return object;
  }

  private Object value() {
    if (++depth > DEEPEST) {
      throw wrong("less depth");
    }
    space();
    Object value =
        switch (peek()) {
          case '{' -> members();
          case '[' -> elements();
          case '"' -> string();
          default -> number();
        };
    depth--;
    space();
    return value;
  }

  private SequencedMap<String, Object> members() {
    SequencedMap<String, Object> members = new LinkedHashMap<>();
    expect('{');
    space();
    if (peek() == '}') {
      at++;
      return members;
    }
    do {
      space();
      String key = string();
      space();
      expect(':');
      if (members.putIfAbsent(key, value()) != null) {
        throw new ThalwegException("the key '%s' stands there twice".formatted(key));
      }
    } while (more('}'));
    return members;
  }

  private List<Object> elements() {
    List<Object> elements = new ArrayList<>();
    expect('[');
    space();
    if (peek() == ']') {
      at++;
      return elements;
    }
    do {
      elements.add(value());
    } while (more(']'));
    return elements;
  }

  /** Reads a comma or the end. */
  private boolean more(char end) {
    boolean more = peek() == ',';
    expect(more ? ',' : end);
    return more;
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw wrong("a string without control characters");
      }
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
          throw wrong("four hexadecimal digits");
        }
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw wrong("an escape");
    };
  }

  private Long number() {
    int from = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(from, at);
    if (!digits.matches("0|-?[1-9][0-9]{0,17}")) {
      at = from;
      throw wrong("a string, a list, an object or a whole number");
    }
    return Long.valueOf(digits);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw new ThalwegException("it ends in the middle");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    at++;
  }

  private ThalwegException wrong(String expected) {
    return new ThalwegException(
        "there should be %s at character %d, there is '%s'"
            .formatted(
                expected,
                at,
                text.substring(Math.min(at, text.length()), Math.min(text.length(), at + 12))));
  }

  /** Returns a value as text. */
  static String write(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        List<String> members = new ArrayList<>();
        map.forEach(
            (key, member) -> members.add(quoted(String.valueOf(key)) + ":" + write(member)));
        yield "{" + String.join(",", members) + "}";
      }
      case List<?> list -> "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
      case Long number -> number.toString();
      case Double number -> number.toString();
      case Boolean flag -> flag.toString();
      case String string -> quoted(string);
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static String quoted(String string) {
    StringBuilder quoted = new StringBuilder("\"");
    string
        .chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').append((char) c);
          } else if (c < ' ') {
            quoted.append("\\u%04x".formatted(c));
          } else {
            quoted.append((char) c);
          }
        });
    return quoted.append('"').toString();
  }
}
