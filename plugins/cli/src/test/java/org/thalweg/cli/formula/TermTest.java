package org.thalweg.cli.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.api.ThalwegException;

/** Formulas are read, set and computed. */
class TermTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " # ",
      value = {
        "e^2 # e^{2}",
        "|e| # \\lvert e \\rvert",
        "||a - b||_2^2 # {\\lVert a - b \\rVert_{2}}^{2}",
        "||a| - |b|| # \\lvert \\lvert a \\rvert - \\lvert b \\rvert \\rvert",
        "|a| |b| # \\lvert a \\rvert\\,\\lvert b \\rvert",
        "max(0, 1 - t p) # \\max(0, 1 - t\\,p)",
        "delta (|e| - delta/2) # \\delta\\,\\left( \\lvert e \\rvert - \\frac{\\delta}{2} \\right)",
        "-(t log p + (1-t) log(1-p)) # -(t\\,\\log p + (1 - t)\\,\\log(1 - p))",
        "log(sum_c exp(p_c)) - p_t # \\log\\left( \\sum_{c} \\exp(p_{c}) \\right) - p_{t}",
        "sqrt(mean(e^2)) # \\sqrt{\\mathrm{mean}(e^{2})}",
        "sum_{i < j} w_{i,j} # \\sum_{i < j} w_{i, j}",
        "exp(-x^2/(2 s^2)) # \\exp\\left( -\\frac{x^{2}}{2\\,s^{2}} \\right)",
        "1[t < p] e^2 # [t < p]\\,e^{2}",
        "positiveWeight t softplus(-p)"
            + " # \\mathit{positiveWeight}\\,t\\,\\mathrm{softplus}(-p)",
        "lambda1 x + 1e-8 # \\lambda_{1}\\,x + 10^{-8}",
        "KL(q || p) # \\mathrm{KL}(q \\parallel p)",
        "log^2 p # \\log^{2}(p)",
        "2^-p # 2^{-p}",
        "a * 3 # a \\cdot 3",
        "-log softmax(p)_t # -\\log(\\mathrm{softmax}(p)_{t})",
        "e^2 where e = p - t # e^{2} & \\text{where } e = p - t",
        "z^2 where z = t p # z^{2},\\quad\\text{with }z = t\\,p",
        "z^2, with z = t p # z^{2},\\quad\\text{with }z = t\\,p",
      })
  void inTex(String formula, String tex) {
    String actual =
        Term.parse(formula)
            .tex()
            .replace("\\begin{cases}\n  ", "")
            .replace(" \\\\\n\\end{cases}", "");
    assertEquals(tex, actual);
  }

  @Test
  void cases() {
    assertEquals(
        """
        \\begin{cases}
          \\frac{e^{2}}{2} & \\text{where } \\lvert e \\rvert \\le \\delta \\\\
          0 & \\text{where } e < -1 \\text{ and } t \\ne 0 \\\\
          \\delta\\,\\lvert e \\rvert & \\text{else}
        \\end{cases}\
        """,
        Term.parse("e^2/2 where |e| <= delta, 0 where e < -1 and t != 0, else delta |e|").tex());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " # ",
      value = {
        "e^2/2 # 2",
        "-e^2 # -4",
        "2^-1 # 0.5",
        "2^3^0 # 2",
        "6/2/3 # 1",
        "1/2 e # 1",
        "p - t - 1 # 1",
        "|t - p| # 2",
        "max(0, 1 - t p) # 0",
        "min(p, t) # 1",
        "t log t # 0",
        "0 log 0 # 0",
        "t! # 1",
        "lgamma(p + 2) # 3.1780538303479458",
        "exp(-p) (1 + 1) # 0.09957413673572789",
        "log exp p # 3",
        "sigmoid(0) # 0.5",
        "e where e <= 1, else 10 e # 20",
        "e where e <= 1, 7 where t = 1, else 10 e # 7",
        "scale e where flag, else 0 # 1",
        "scale e where not flag, else 0 # 0",
        "z^2, with z = y + 1, y = 2 e # 25",
        "1[t < p] # 1",
        "[0 < t < 1] # 0",
        "scale (p - 1) # 1",
        "scale(p - 1) # 1",
        "tanh^2 p # 0.9901339628345598",
      })
  void inNumbers(String formula, double value) {
    Arithmetic arithmetic = new Arithmetic(Map.of("p", 3.0, "t", 1.0, "scale", 0.5, "flag", 1.0));
    assertEquals(value, arithmetic.value(Term.parse(formula)), 1e-9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " # ",
      quoteCharacter = '`',
      value = {
        "e^ # ends too soon",
        "(e # ')' is expected",
        "e) # ')' is not expected",
        "|e # '|' is expected",
        "e + # ends too soon",
        "e where # ends too soon",
        "e where e < 1, 2 # 'where' or 'else' is expected",
        "e / / 2 # not '/'",
        "log # lacks its argument",
        "e_ # ends too soon",
        "() # nothing between",
        "e, with 3 # an equation",
        "alpha cross-entropy # 'cross-entropy' is no name",
        "mean of the largest # 'of' is not expected here",
        "the loss @ home # has no meaning",
      })
  void refuses(String formula, String message) {
    ThalwegException e = assertThrows(ThalwegException.class, () -> Term.parse(formula));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).startsWith("column "), e.getMessage());
  }

  @Test
  void whatIsNotKnownIsNamed() {
    Term term = Term.parse("delta e");
    ThalwegException e =
        assertThrows(
            ThalwegException.class, () -> new Arithmetic(Map.of("p", 1.0, "t", 0.0)).value(term));
    assertTrue(String.valueOf(e.getMessage()).contains("'delta'"), e.getMessage());
  }
}
