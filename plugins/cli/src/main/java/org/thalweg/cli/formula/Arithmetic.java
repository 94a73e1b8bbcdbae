package org.thalweg.cli.formula;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.thalweg.api.ThalwegException;

/**
 * Computes formulas of single numbers.
 *
 * @param values what names stand for; bools are 0 and 1
 */
public record Arithmetic(Map<String, Double> values) {
  /** Copies the values, and adds {@code e = p - t} and {@code pi} where they are not known. */
  public Arithmetic {
    Map<String, Double> all = new HashMap<>(values);
    Double prediction = all.get("p");
    Double target = all.get("t");
    if (prediction != null && target != null) {
      all.putIfAbsent("e", prediction - target);
    }
    all.putIfAbsent("pi", Math.PI);
    all.putIfAbsent("inf", Double.POSITIVE_INFINITY);
    values = Map.copyOf(all);
  }

  /**
   * Returns whether a formula is one of single numbers and of functions that are known here; names
   * may yet lack a value.
   */
  public boolean computes(Term term) {
    boolean here =
        switch (term) {
          case Term.Indexed _, Term.Big _ -> false;
          case Term.Bracket bracket -> bracket.open() != '{' && bracket.items().size() == 1;
          case Term.Call(Term.Power(Term function, Term _), List<Term> arguments) ->
              computes(new Term.Call(function, arguments));
          case Term.Call(Term.Name(String name), List<Term> arguments) ->
              values.containsKey(name)
                  || Set.of("max", "min").contains(name) && arguments.size() == 2
                  || name.equals("clip") && arguments.size() == 3
                  || arguments.size() == 1 && isFunction(name);
          case Term.Call _ -> false;
          default -> true;
        };
    return here && term.parts().stream().allMatch(this::computes);
  }

  private static boolean isFunction(String name) {
    try {
      function(name, 1);
      return true;
    } catch (ThalwegException _) {
      return false;
    }
  }

  /**
   * Returns the value of a formula.
   *
   * @throws ThalwegException if something in it is not known, or no single number
   */
  public double value(Term term) {
    return switch (term) {
      case Term.Numeral(String digits) -> Double.parseDouble(digits);
      case Term.Name(String name) -> name(name);
      case Term.Negated(Term inner) -> -value(inner);
      case Term.Sum sum -> sum(sum);
      case Term.Product(Term left, Term right) -> product(left, right);
      case Term.Quotient(Term above, Term below) -> value(above) / value(below);
      case Term.Power(Term base, Term exponent) -> Math.pow(value(base), value(exponent));
      case Term.Indexed _ -> throw unknown("an index");
      case Term.Factorial(Term inner) -> Math.exp(logGamma(value(inner) + 1));
      case Term.Call(Term function, List<Term> arguments) -> call(function, arguments);
      case Term.Big(String operator, List<Term> _, Term _) -> throw unknown(operator);
      case Term.Bars(Term inside, int _) -> Math.abs(value(inside));
      case Term.Bracket(char open, List<Term> items) -> {
        if (items.size() != 1 || open == '{') {
          throw unknown("a list");
        }
        yield open == '[' ? (holds(items.getFirst()) ? 1 : 0) : value(items.getFirst());
      }
      case Term.Relation _, Term.Logic _ -> holds(term) ? 1 : 0;
      case Term.Cases(List<Term.Case> cases, Optional<Term> otherwise) -> {
        for (Term.Case one : cases) {
          if (holds(one.condition())) {
            yield value(one.value());
          }
        }
        yield otherwise.map(this::value).orElse(Double.NaN);
      }
      case Term.Defined(Term inner, String _, List<Term> definitions) ->
          defined(inner, definitions);
    };
  }

  private double sum(Term.Sum sum) {
    double left = value(sum.left());
    double right = value(sum.right());
    if (sum.sign().equals("+-")) {
      throw unknown("+-");
    }
    return sum.sign().equals("+") ? left + right : left - right;
  }

  /** Returns the product, which is 0 where the first factor is, as in {@code t log t}. */
  private double product(Term left, Term right) {
    double first = value(left);
    return first == 0 ? 0 : first * value(right);
  }

  private double name(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw unknown("'" + name + "'");
    }
    return value;
  }

  private boolean holds(Term condition) {
    return switch (condition) {
      case Term.Relation relation -> holds(relation);
      case Term.Logic(String word, List<Term> parts) ->
          switch (word) {
            case "or" -> parts.stream().anyMatch(this::holds);
            case "not" -> !holds(parts.getFirst());
            default -> parts.stream().allMatch(this::holds);
          };
      case Term.Bracket(char open, List<Term> items) when open == '(' && items.size() == 1 ->
          holds(items.getFirst());
      default -> value(condition) != 0;
    };
  }

  private boolean holds(Term.Relation relation) {
    double left = value(relation.left());
    double right = value(relation.right());
    return switch (relation.sign()) {
      case "<=" -> left <= right;
      case ">=" -> left >= right;
      case "<" -> left < right;
      case ">" -> left > right;
      case "=" -> left == right;
      case "!=" -> left != right;
      default -> throw unknown(relation.sign());
    };
  }

  private double defined(Term inner, List<Term> definitions) {
    Map<String, Double> all = new HashMap<>(values);
    // A definition may use those that follow it.
    for (int round = 0; round < definitions.size(); round++) {
      for (Term definition : definitions) {
        if (definition instanceof Term.Relation(Term.Name(String name), String sign, Term right)
            && sign.equals("=")
            && !all.containsKey(name)) {
          try {
            all.put(name, new Arithmetic(all).value(right));
          } catch (ThalwegException e) {
            if (round == definitions.size() - 1) {
              throw e;
            }
          }
        }
      }
    }
    return new Arithmetic(all).value(inner);
  }

  private double call(Term function, List<Term> arguments) {
    if (function instanceof Term.Power(Term.Name(String name), Term exponent)) {
      return Math.pow(call(new Term.Name(name), arguments), value(exponent));
    }
    if (!(function instanceof Term.Name(String name))) {
      throw unknown("an index");
    }
    Double factor = values.get(name);
    if (factor != null && arguments.size() == 1) {
      return factor * value(arguments.getFirst());
    }
    double[] x = arguments.stream().mapToDouble(this::value).toArray();
    if (name.equals("max") && x.length == 2) {
      return Math.max(x[0], x[1]);
    } else if (name.equals("min") && x.length == 2) {
      return Math.min(x[0], x[1]);
    } else if (name.equals("clip") && x.length == 3) {
      return Math.clamp(x[0], x[1], x[2]);
    }
    if (x.length != 1) {
      throw unknown("%s of %d arguments".formatted(name, x.length));
    }
    return function(name, x[0]);
  }

  private static double function(String name, double x) {
    return switch (name) {
      case "log" -> Math.log(x);
      case "exp" -> Math.exp(x);
      case "sqrt" -> Math.sqrt(x);
      case "sin" -> Math.sin(x);
      case "cos" -> Math.cos(x);
      case "tanh" -> Math.tanh(x);
      case "cosh" -> Math.cosh(x);
      case "sinh" -> Math.sinh(x);
      case "log2" -> Math.log(x) / Math.log(2);
      case "gamma" -> Math.exp(logGamma(x));
      case "abs", "norm" -> Math.abs(x);
      case "arctan", "atan" -> Math.atan(x);
      case "sigmoid", "logistic" -> 1 / (1 + Math.exp(-x));
      case "softplus" -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case "logSigmoid" -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
      case "log1p" -> Math.log1p(x);
      case "expm1" -> Math.expm1(x);
      case "logit" -> Math.log(x / (1 - x));
      case "relu" -> Math.max(x, 0);
      case "sign" -> Math.signum(x);
      case "floor" -> Math.floor(x);
      case "mean" -> x; // of one number
      case "lgamma", "logGamma" -> logGamma(x);
      default -> throw unknown("the function '" + name + "'");
    };
  }

  /** Returns the logarithm of the gamma function above 0, by Stirling's series. */
  private static double logGamma(double x) {
    double shift = 0;
    double z = x;
    while (z < 15) {
      shift += Math.log(z);
      z++;
    }
    double inverse = 1 / (z * z);
    double series =
        (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / z;
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
  }

  private static ThalwegException unknown(String what) {
    return new ThalwegException(what + " has no single number as its value");
  }
}
