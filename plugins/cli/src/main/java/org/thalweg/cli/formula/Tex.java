package org.thalweg.cli.formula;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sets formulas in the part of TeX that the code hosts render. There is no {@code \operatorname} in
 * it, which GitHub refuses.
 */
final class Tex {
  private static final Pattern NAME = Pattern.compile("([A-Za-z]+)([0-9]*)('*)");
  private static final int LONG = 80;
  private static final Pattern SHORT = Pattern.compile("[a-z]{2,3}");
  private static final Pattern POWER_OF_TEN = Pattern.compile("([0-9.]+)e(-?[0-9]+)");

  private Tex() {}

  static String of(Term term) {
    return switch (term) {
      case Term.Numeral(String digits) -> number(digits);
      case Term.Name(String name) -> name(name);
      case Term.Negated(Term inner) -> "-" + of(inner);
      case Term.Sum(Term left, String sign, Term right) ->
          of(left) + (sign.equals("+-") ? " \\pm " : " " + sign + " ") + of(right);
      case Term.Product(Term left, Term right) -> of(left) + times(right) + of(right);
      case Term.Quotient(Term above, Term below) ->
          "\\frac{%s}{%s}".formatted(of(above.bare()), of(below.bare()));
      case Term.Power(Term base, Term exponent) ->
          powerBase(base) + "^{" + of(exponent.bare()) + "}";
      case Term.Indexed(Term base, List<Term> index) -> of(base) + "_{" + index(index) + "}";
      case Term.Factorial(Term inner) -> of(inner) + "!";
      case Term.Call(Term function, List<Term> arguments) -> call(function, arguments);
      case Term.Big(String operator, List<Term> index, Term body) ->
          Vocabulary.OPERATORS.get(operator) + "_{" + index(index) + "} " + of(body);
      case Term.Bars(Term inside, int bars) ->
          bars == 1
              ? fenced("|", of(inside.bare()), "|", "\\lvert ", " \\rvert")
              : fenced("\\|", of(inside.bare()), "\\|", "\\lVert ", " \\rVert");
      case Term.Bracket(char open, List<Term> items) -> bracket(open, list(items));
      case Term.Relation(Term left, String sign, Term right) ->
          of(left) + " " + relation(sign) + " " + of(right);
      case Term.Logic(String word, List<Term> parts) -> logic(word, parts);
      case Term.Cases(List<Term.Case> cases, Optional<Term> otherwise) -> cases(cases, otherwise);
      case Term.Defined(Term inner, String word, List<Term> definitions) ->
          defined(inner, word, definitions);
    };
  }

  /** Returns a formula and its definitions, below it if they are long together. */
  private static String defined(Term inner, String word, List<Term> definitions) {
    String main = of(inner);
    String list =
        definitions.stream()
            .map(Tex::of)
            .collect(Collectors.joining(",\\; ", "\\text{" + word + " }", ""));
    boolean gathered = main.startsWith("\\begin{gathered}");
    if (!gathered && main.length() + list.length() < LONG) {
      return main + ",\\quad" + list;
    }
    String lines =
        gathered
            ? main.substring("\\begin{gathered}\n".length(), main.lastIndexOf("\n\\end"))
            : main;
    return "\\begin{gathered}\n" + lines + " \\\\\n" + list + "\n\\end{gathered}";
  }

  private static String number(String digits) {
    Matcher power = POWER_OF_TEN.matcher(digits);
    if (!power.matches()) {
      return digits;
    }
    String factor = power.group(1).equals("1") ? "" : power.group(1) + " \\cdot ";
    return factor + "10^{" + power.group(2) + "}";
  }

  private static String name(String name) {
    if (name.equals("...")) {
      return "\\dots";
    }
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return name;
    }
    String number = matcher.group(2).isEmpty() ? "" : "_{" + matcher.group(2) + "}";
    return Vocabulary.letters(matcher.group(1)) + number + matcher.group(3);
  }

  private static String times(Term right) {
    Term first = right;
    while (true) {
      if (first instanceof Term.Product(Term left, Term _)) {
        first = left;
      } else if (first instanceof Term.Power(Term base, Term _)) {
        first = base;
      } else {
        return first instanceof Term.Numeral ? " \\cdot " : "\\,";
      }
    }
  }

  /** Returns the base of a power, in brackets where the power would seem to be of a part. */
  private static String powerBase(Term base) {
    String tex = of(base);
    return base instanceof Term.Indexed || base instanceof Term.Quotient || base instanceof Term.Big
        ? base instanceof Term.Indexed ? "{" + tex + "}" : bracket('(', tex)
        : tex;
  }

  private static String call(Term function, List<Term> arguments) {
    if (function instanceof Term.Name(String name)) {
      if (name.equals("sqrt") && arguments.size() == 1) {
        return "\\sqrt{" + of(arguments.getFirst().bare()) + "}";
      }
      if ((name.equals("norm") || name.equals("abs")) && arguments.size() == 1) {
        return of(new Term.Bars(arguments.getFirst(), name.equals("norm") ? 2 : 1));
      }
      if (name.equals("floor") && arguments.size() == 1) {
        return "\\lfloor " + of(arguments.getFirst().bare()) + " \\rfloor";
      }
    }
    String head = function(function);
    boolean simple =
        arguments.size() == 1
            && (arguments.getFirst() instanceof Term.Name
                || arguments.getFirst() instanceof Term.Indexed(Term.Name _, List<Term> _));
    if (simple && function instanceof Term.Name(String name) && name.equals("log")) {
      return head + " " + of(arguments.getFirst());
    }
    String inside = arguments.size() == 1 ? of(arguments.getFirst().bare()) : list(arguments);
    return head + bracket('(', inside);
  }

  private static String function(Term function) {
    return switch (function) {
      case Term.Name(String name) when Vocabulary.TEX_FUNCTIONS.contains(name) -> "\\" + name;
      case Term.Name(String name) when name.equals("gamma") -> "\\Gamma";
      case Term.Name(String name) when name.equals("log2") -> "\\log_{2}";
      case Term.Name(String name) when name.equals("atan") -> "\\arctan";
      case Term.Name(String name) when Vocabulary.letters(name).startsWith("\\mathit") ->
          "\\mathrm{" + name + "}";
      case Term.Name(String name) -> name(name);
      case Term.Indexed(Term base, List<Term> index) -> function(base) + "_{" + index(index) + "}";
      case Term.Power(Term base, Term exponent) -> function(base) + "^{" + of(exponent) + "}";
      default -> of(function);
    };
  }

  /** Returns an index; short words in it are several letters. */
  private static String index(List<Term> terms) {
    return terms.stream()
        .map(term ->
            term instanceof Term.Name(String name) && SHORT.matcher(name).matches()
                ? name
                : of(term))
        .collect(Collectors.joining(", "));
  }

  private static String list(List<Term> terms) {
    return terms.stream().map(Tex::of).collect(Collectors.joining(", "));
  }

  private static String bracket(char open, String inside) {
    return switch (open) {
      case '[' -> fenced("[", inside, "]", "[", "]");
      case '{' -> fenced("\\{", inside, "\\}", "\\{", "\\}");
      default -> fenced("(", inside, ")", "(", ")");
    };
  }

  /** Returns text between signs that grow with it where it is high. */
  private static String fenced(
      String open, String inside, String close, String plainOpen, String plainClose) {
    boolean high =
        inside.contains("\\frac") || inside.contains("\\sum") || inside.contains("\\begin");
    return high
        ? "\\left" + open + " " + inside + " \\right" + close
        : plainOpen + inside + plainClose;
  }

  private static String relation(String sign) {
    return switch (sign) {
      case "<=" -> "\\le";
      case ">=" -> "\\ge";
      case "!=" -> "\\ne";
      case "in" -> "\\in";
      case "not in" -> "\\notin";
      case "of" -> "\\text{ of }";
      case "~" -> "\\sim";
      case "->" -> "\\to";
      case ".." -> "\\dots";
      case "||" -> "\\parallel";
      case "|" -> "\\mid";
      default -> sign;
    };
  }

  private static String logic(String word, List<Term> parts) {
    if (word.equals("not")) {
      return "\\text{not } " + of(parts.getFirst());
    }
    if (word.equals("chain")
        && parts.getLast() instanceof Term.Relation(_, String sign, Term end)) {
      return of(parts.getFirst()) + " " + relation(sign) + " " + of(end);
    }
    return parts.stream().map(Tex::of).collect(Collectors.joining(" \\text{ " + word + " } "));
  }

  private static String cases(List<Term.Case> cases, Optional<Term> otherwise) {
    StringBuilder tex = new StringBuilder("\\begin{cases}\n");
    for (Term.Case one : cases) {
      tex.append("  ").append(of(one.value())).append(" & \\text{where } ");
      tex.append(of(one.condition())).append(" \\\\\n");
    }
    otherwise.ifPresent(rest -> tex.append("  ").append(of(rest)).append(" & \\text{else}\n"));
    return tex.append("\\end{cases}").toString();
  }
}
