package org.thalweg.cli.formula;

import java.util.Map;
import java.util.Set;

/** Names that have a meaning in every formula. */
final class Vocabulary {
  /** Words between formulas; they name nothing. */
  static final Set<String> WORDS =
      Set.of("where", "else", "with", "and", "or", "not", "in", "if", "over", "of", "for", "at");

  /** Operators that run over an index, and their TeX. */
  static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("sum", "\\sum"),
          Map.entry("prod", "\\prod"),
          Map.entry("max", "\\max"),
          Map.entry("min", "\\min"),
          Map.entry("argmax", "\\arg\\max"),
          Map.entry("argmin", "\\arg\\min"),
          Map.entry("mean", "\\mathrm{mean}"),
          Map.entry("var", "\\mathrm{var}"),
          Map.entry("std", "\\mathrm{std}"),
          Map.entry("E", "\\mathrm{E}"));

  /** Functions that TeX knows by their name. */
  static final Set<String> TEX_FUNCTIONS =
      Set.of(
          "log", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "arccos", "arcsin", "arctan",
          "max", "min", "det", "arg");

  /** Functions that may stand before their argument without brackets. */
  static final Set<String> FUNCTIONS =
      Set.of(
          "log",
          "exp",
          "sqrt",
          "sin",
          "cos",
          "tan",
          "tanh",
          "sinh",
          "cosh",
          "arccos",
          "arcsin",
          "arctan",
          "sigmoid",
          "logistic",
          "softplus",
          "sign",
          "relu",
          "softmax",
          "logSoftmax",
          "logSigmoid",
          "log1p",
          "expm1",
          "logit",
          "erf",
          "Phi",
          "lgamma",
          "logGamma",
          "det",
          "tr",
          "rank",
          "floor",
          "logSumExp");

  /** Functions that may be spoken of without an argument. */
  static final Set<String> ALONE = Set.of("softmax", "Phi", "rank", "relu", "tr");

  private static final Set<String> GREEK =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
          "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
          "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi",
          "Psi", "Omega");

  private Vocabulary() {}

  /** Returns the TeX of letters. */
  static String letters(String letters) {
    return switch (letters) {
      case "epsilon" -> "\\varepsilon";
      case "phi" -> "\\varphi";
      case "inf", "infinity" -> "\\infty";
      default ->
          GREEK.contains(letters)
              ? "\\" + letters
              : letters.length() == 1
                  ? letters
                  : (isCapitals(letters) ? "\\mathrm{" : "\\mathit{") + letters + "}";
    };
  }

  private static boolean isCapitals(String letters) {
    return letters.chars().allMatch(Character::isUpperCase);
  }
}
