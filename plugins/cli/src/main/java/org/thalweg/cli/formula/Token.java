package org.thalweg.cli.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thalweg.api.ThalwegException;

/**
 * A word or sign of a formula.
 *
 * @param kind what it is
 * @param text as it is written
 * @param column where it starts, from 1
 * @param spaced whether a blank is before it
 */
record Token(Kind kind, String text, int column, boolean spaced) {
  /** What a token is. */
  enum Kind {
    NUMBER,
    NAME,
    SIGN,
    END
  }

  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<number>[0-9]+(\\.[0-9]+)?(e-?[0-9]+)?)|(?<name>[A-Za-z]+[0-9]*'*)"
              + "|(?<sign>\\.\\.\\.|\\.\\.|<=|>=|!=|:=|\\+-|->|[-+*/^_(){}\\[\\]|,;:<>=~!.])");

  /** Returns the tokens of a formula, the last of which is its end. */
  static List<Token> all(String formula) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = PATTERN.matcher(formula);
    int at = 0;
    while (true) {
      int start = at;
      while (at < formula.length() && formula.charAt(at) == ' ') {
        at++;
      }
      boolean spaced = at > start;
      if (at == formula.length()) {
        tokens.add(new Token(Kind.END, "the end", at + 1, spaced));
        return tokens;
      }
      if (!matcher.find(at) || matcher.start() != at) {
        throw new ThalwegException(
            "column %d: '%s' has no meaning in a formula; in '%s'"
                .formatted(at + 1, formula.charAt(at), formula));
      }
      Kind kind =
          matcher.group("number") != null
              ? Kind.NUMBER
              : matcher.group("name") != null ? Kind.NAME : Kind.SIGN;
      tokens.add(new Token(kind, matcher.group(), at + 1, spaced));
      at = matcher.end();
    }
  }

  boolean is(String wanted) {
    return kind != Kind.END && text.equals(wanted);
  }
}
