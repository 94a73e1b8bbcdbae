package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Patterns of names of parameters: globs separated by commas, where {@code *} stands for any
 * characters and {@code ?} for one.
 */
final class Names {
  private Names() {}

  /** Returns the patterns of a text. */
  static List<String> patterns(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Requires at least one pattern. */
  static void requirePatterns(String text, String key) {
    require(!patterns(text).isEmpty(), "%s must hold a pattern of names, was '%s'", key, text);
  }

  /** Returns whether one of some patterns fits a name. */
  static boolean match(String text, String name) {
    return patterns(text).stream().anyMatch(pattern -> fits(pattern, name));
  }

  private static boolean fits(String pattern, String name) {
    String regex =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
  }

  /**
   * Requires each pattern to fit a name.
   *
   * @throws ThalwegException if one fits none
   */
  static void requireMatches(String text, List<String> names) {
    for (String pattern : patterns(text)) {
      require(
          names.stream().anyMatch(name -> fits(pattern, name)),
          "no parameter fits the pattern '%s'; there are %s",
          pattern,
          names);
    }
  }
}
