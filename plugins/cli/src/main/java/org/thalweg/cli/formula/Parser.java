package org.thalweg.cli.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thalweg.api.ThalwegException;
import org.thalweg.cli.formula.Token.Kind;

/**
 * Reads formulas such as {@code e^2/2 where |e| <= delta, else delta (|e| - delta/2)}.
 *
 * <pre>
 * formula    cases [(", with" | ";") equation {("," | "and") equation}]
 * cases      sum {"where" condition "," sum} "where" condition ["," "else" sum] | sum
 * condition  relation {("and" | "or") relation}
 * relation   ["not"] sum {("<=" | "<" | "=" | "!=" | "in" | ...) sum}
 * sum        product {("+" | "-") product}
 * product    signed {["*" | "/"] power}
 * power      postfix ["^" exponent]
 * postfix    atom {"_" index | "!"}
 * atom       number | name | function argument | operator_index product | brackets | bars
 * </pre>
 */
final class Parser {
  private static final Set<String> RELATIONS =
      Set.of("<=", ">=", "<", ">", "=", "!=", "~", ":=", "->", "..");

  private static final Set<String> DEFINES = Set.of("=", "in", "~", "->");
  private static final Set<String> CLOSING = Set.of(",", ")", "]", "}");
  private static final Set<String> WORDS_OF_PARTS = Set.of("with", "for", "where");

  /** Names that are never defined, nor functions. */
  private static final Set<String> KNOWN = Set.of("p", "t", "e");

  private final String formula;
  private final List<Token> tokens;
  private final Deque<String> open = new ArrayDeque<>();
  private int at;

  Parser(String formula) {
    this.formula = formula;
    this.tokens = Token.all(formula);
  }

  Term formula() {
    Term term = cases();
    if (term instanceof Term.Cases(List<Term.Case> cases, Optional<Term> otherwise)
        && otherwise.isEmpty()
        && cases.size() == 1
        && isDefinition(cases.getFirst().condition())) {
      List<Term> definitions = new ArrayList<>(List.of(cases.getFirst().condition()));
      definitions(definitions);
      term = new Term.Defined(cases.getFirst().value(), "with", List.copyOf(definitions));
    }
    while (next().kind() != Kind.END) {
      boolean comma = take(",") || take(";");
      String word = next().is("for") ? "for" : "with";
      boolean named = take(word) || take("where");
      if (!comma && !named) {
        throw wrong("'%s' is not expected here".formatted(next().text()));
      }
      List<Term> definitions = new ArrayList<>();
      definitions.add(word.equals("for") ? relation() : equation());
      if (word.equals("for")) {
        while (take(",") || take("and")) {
          definitions.add(relation());
        }
      } else {
        definitions(definitions);
      }
      term = new Term.Defined(term, word, List.copyOf(definitions));
    }
    return term;
  }

  /** Reads further definitions, as far as there are. */
  private void definitions(List<Term> definitions) {
    while (next().is(",") && !WORDS_OF_PARTS.contains(peek(1).text())) {
      advance();
      definitions.add(equation());
    }
  }

  private static boolean isDefinition(Term condition) {
    return condition instanceof Term.Relation relation
        && relation.sign().equals("=")
        && !(relation.left() instanceof Term.Numeral)
        && !(relation.left() instanceof Term.Name(String name) && KNOWN.contains(name));
  }

  private Term equation() {
    int start = at;
    Term left = sum();
    if (!DEFINES.contains(next().text())) {
      at = start;
      throw wrong("an equation such as z = t p is expected here");
    }
    String sign = advance().text();
    return new Term.Relation(left, sign, piece());
  }

  /** Reads a sum, or one where a condition holds. */
  private Term piece() {
    Term value = sum();
    return next().is("where") || next().is("if") ? rest(value) : value;
  }

  private Term cases() {
    return rest(sum());
  }

  /** Reads the cases that follow a value, if any. */
  private Term rest(Term first) {
    List<Term.Case> cases = new ArrayList<>();
    Term value = first;
    while (take("where") || take("if") || take("at")) {
      cases.add(new Term.Case(value, condition()));
      boolean ends = !next().is("else") && !(next().is(",") && startsCase());
      if (ends) {
        break;
      }
      take(",");
      boolean otherwise = take("else");
      value = sum();
      boolean more = next().is("where") || next().is("if");
      if (otherwise && !more) {
        return new Term.Cases(List.copyOf(cases), Optional.of(value));
      }
      if (!more) {
        throw wrong("'where' or 'else' is expected here");
      }
    }
    return cases.isEmpty() ? value : new Term.Cases(List.copyOf(cases), Optional.empty());
  }

  /** Returns whether a case follows the comma, rather than a definition. */
  private boolean startsCase() {
    if (WORDS_OF_PARTS.contains(peek(1).text())) {
      return false;
    }
    if (peek(1).is("else")) {
      return true;
    }
    int start = at;
    try {
      advance();
      sum();
      return !DEFINES.contains(next().text()) && !CLOSING.contains(next().text());
    } catch (ThalwegException _) {
      return true;
    } finally {
      at = start;
    }
  }

  private Term condition() {
    Term left = conjunction();
    while (take("or")) {
      left = new Term.Logic("or", List.of(left, conjunction()));
    }
    return left;
  }

  private Term conjunction() {
    Term left = relation();
    while (next().is("and")) {
      advance();
      left = new Term.Logic("and", List.of(left, relation()));
    }
    return left;
  }

  private Term relation() {
    if (take("not")) {
      return new Term.Logic("not", List.of(relation()));
    }
    Term left = sum();
    Term all = left;
    boolean first = true;
    while (RELATIONS.contains(next().text())
        || next().is("in")
        || next().is("of") && !open.isEmpty()
        || next().is("not") && peek(1).is("in")) {
      String sign = take("not") ? "not " + advance().text() : advance().text();
      Term right = sum();
      Term one = new Term.Relation(left, sign, right);
      all = first ? one : new Term.Logic("chain", List.of(all, one));
      left = right;
      first = false;
    }
    return all;
  }

  private Term sum() {
    Term left = product();
    while (next().is("+") || next().is("-") || next().is("+-")) {
      refuseHyphen();
      String sign = advance().text();
      left = new Term.Sum(left, sign, product());
    }
    return left;
  }

  /** Requires blanks around a minus between words, which is a hyphen else. */
  private void refuseHyphen() {
    Token before = tokens.get(at - 1);
    Token after = peek(1);
    boolean hyphen =
        next().is("-")
            && !next().spaced()
            && !after.spaced()
            && before.kind() == Kind.NAME
            && after.kind() == Kind.NAME
            && Math.min(before.text().length(), after.text().length()) > 2;
    if (hyphen) {
      throw wrong(
          "'%s-%s' is no name in a formula; a difference has blanks around its sign"
              .formatted(before.text(), after.text()));
    }
  }

  private Term product() {
    if (take("-")) {
      return new Term.Negated(product());
    }
    take("+");
    Term left = power();
    while (true) {
      if (take("/")) {
        left = new Term.Quotient(left, power());
      } else if (take("*") || startsOperand()) {
        left = new Term.Product(left, power());
      } else {
        return left;
      }
    }
  }

  private boolean startsOperand() {
    Token token = next();
    return switch (token.kind()) {
      case NUMBER -> true;
      case NAME -> !Vocabulary.WORDS.contains(token.text());
      case END -> false;
      case SIGN ->
          switch (token.text()) {
            case "(", "[", "{", "..." -> true;
            case "|" -> !closesBars() && !parts();
            default -> false;
          };
    };
  }

  private boolean closesBars() {
    String inner = open.peek();
    return inner != null && (inner.equals("|") || inner.equals("||") && doubleBar());
  }

  /** Returns whether the bars that come next stand between two terms, with blanks around them. */
  private boolean parts() {
    Token after = peek(peek(1).is("|") && !peek(1).spaced() ? 2 : 1);
    return next().spaced() && after.spaced();
  }

  private boolean doubleBar() {
    return next().is("|") && peek(1).is("|") && !peek(1).spaced();
  }

  private Term power() {
    Term base = postfix();
    if (!take("^")) {
      return base;
    }
    return new Term.Power(base, exponent());
  }

  private Term exponent() {
    if (take("-")) {
      return new Term.Negated(exponent());
    }
    if (next().is("{")) {
      return index().getFirst();
    }
    Term base = postfix();
    return take("^") ? new Term.Power(base, exponent()) : base;
  }

  private Term postfix() {
    Term term = atom();
    while (true) {
      if (take("_")) {
        term = new Term.Indexed(term, index());
        if (next().is("(") && !next().spaced()) {
          advance();
          term = new Term.Call(term, nonEmpty(items(")")));
        }
      } else if (next().is("!") && take("!")) {
        term = new Term.Factorial(term);
      } else {
        return term;
      }
    }
  }

  /** Reads an index: a number, a name, or conditions in brackets. */
  private List<Term> index() {
    Token token = advance();
    return switch (token.kind()) {
      case NUMBER -> List.of(new Term.Numeral(token.text()));
      case NAME -> List.of(new Term.Name(token.text()));
      case END -> throw wrong("an index is expected here");
      case SIGN -> {
        if (!token.is("{") && !token.is("(")) {
          throw wrong("an index is a name, a number, or {...}");
        }
        List<Term> items = items(token.is("{") ? "}" : ")");
        if (items.isEmpty()) {
          throw wrong("an index is expected here");
        }
        yield items;
      }
    };
  }

  /** Reads terms with commas between them, up to a bracket. */
  private List<Term> items(String close) {
    List<Term> items = new ArrayList<>();
    open.push(close);
    if (!next().is(close)) {
      do {
        items.add(item());
      } while (take(",") || take(";") || take(":"));
    }
    open.pop();
    if (!take(close)) {
      throw wrong("'%s' is expected here".formatted(close));
    }
    return List.copyOf(items);
  }

  private Term item() {
    Term value = condition();
    if (next().is("|")) {
      boolean two = doubleBar();
      advance();
      if (two) {
        advance();
      }
      return new Term.Relation(value, two ? "||" : "|", condition());
    }
    return rest(value);
  }

  private Term atom() {
    Token token = advance();
    return switch (token.kind()) {
      case NUMBER -> {
        if (token.is("1") && next().is("[") && !next().spaced()) {
          advance();
          yield new Term.Bracket('[', items("]"));
        }
        if (token.is("1") && next().is("(") && !next().spaced()) {
          advance();
          List<Term> items = items(")");
          boolean condition =
              items.size() == 1
                  && (items.getFirst() instanceof Term.Relation
                      || items.getFirst() instanceof Term.Logic);
          yield condition
              ? new Term.Bracket('[', items)
              : new Term.Product(new Term.Numeral("1"), new Term.Bracket('(', nonEmpty(items)));
        }
        yield new Term.Numeral(token.text());
      }
      case NAME -> named(token);
      case END -> {
        at--;
        throw wrong("a number, a name or a bracket is expected here");
      }
      case SIGN ->
          switch (token.text()) {
            case "(" -> new Term.Bracket('(', nonEmpty(items(")")));
            case "[" -> new Term.Bracket('[', nonEmpty(items("]")));
            case "{" -> new Term.Bracket('{', nonEmpty(items("}")));
            case "|" -> bars();
            case "..." -> new Term.Name("...");
            default -> {
              at--;
              throw wrong(
                  "a number, a name or a bracket is expected here, not '%s'"
                      .formatted(token.text()));
            }
          };
    };
  }

  private List<Term> nonEmpty(List<Term> items) {
    if (items.isEmpty()) {
      throw wrong("there is nothing between the brackets");
    }
    return items;
  }

  private Term bars() {
    if (next().is("|") && !next().spaced()) {
      int start = at;
      int depth = open.size();
      try {
        advance();
        return bars(2);
      } catch (ThalwegException _) {
        // Not a norm: an absolute value that starts with another.
        at = start;
        while (open.size() > depth) {
          open.pop();
        }
      }
    }
    return bars(1);
  }

  private Term bars(int count) {
    String close = count == 2 ? "||" : "|";
    open.push(close);
    Term inside = sum();
    open.pop();
    for (int i = 0; i < count; i++) {
      if (!take("|")) {
        throw wrong("'%s' is expected here".formatted(close));
      }
    }
    return new Term.Bars(inside, count);
  }

  private Term named(Token token) {
    String name = token.text();
    if (Vocabulary.WORDS.contains(name)) {
      at--;
      throw wrong("'%s' is a word, not a name".formatted(name));
    }
    Term function = new Term.Name(name);
    if (Vocabulary.OPERATORS.containsKey(name) && next().is("_")) {
      advance();
      List<Term> index = index();
      if (name.equals("E") && next().is("[")) {
        advance();
        return new Term.Big(name, index, new Term.Bracket('[', nonEmpty(items("]"))));
      }
      if (name.equals("E") || endsOperator()) {
        return new Term.Indexed(function, index);
      }
      return new Term.Big(name, index, product());
    }
    boolean known = Vocabulary.FUNCTIONS.contains(name);
    if (known && take("_")) {
      function = new Term.Indexed(function, index());
    }
    if (known && take("^")) {
      function = new Term.Power(function, exponent());
    }
    boolean adjacent = next().is("(") && !next().spaced();
    if (adjacent && (!KNOWN.contains(name) || hasComma()) || known && next().is("(")) {
      advance();
      return new Term.Call(function, items(")"));
    }
    if ((known || Vocabulary.OPERATORS.containsKey(name) && !name.equals("E")) && startsOperand()) {
      return new Term.Call(function, List.of(power()));
    }
    if (known && !Vocabulary.ALONE.contains(name)) {
      throw wrong("'%s' lacks its argument".formatted(name));
    }
    return function;
  }

  private boolean endsOperator() {
    return !startsOperand() && !next().is("-");
  }

  /** Returns whether the bracket that comes next has a comma of its own. */
  private boolean hasComma() {
    int depth = 0;
    for (int i = at; i < tokens.size(); i++) {
      switch (tokens.get(i).text()) {
        case "(", "[", "{" -> depth++;
        case ")", "]", "}" -> depth--;
        case "," -> {
          if (depth == 1) {
            return true;
          }
        }
        default -> {}
      }
      if (depth == 0) {
        return false;
      }
    }
    return false;
  }

  private Token next() {
    return tokens.get(at);
  }

  private Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  private Token advance() {
    Token token = next();
    if (token.kind() != Kind.END) {
      at++;
    } else if (at == tokens.size() - 1) {
      throw wrong("the formula ends too soon");
    }
    return token;
  }

  private boolean take(String text) {
    if (next().is(text)) {
      at++;
      return true;
    }
    return false;
  }

  private ThalwegException wrong(String what) {
    return new ThalwegException("column %d: %s; in '%s'".formatted(next().column(), what, formula));
  }
}
