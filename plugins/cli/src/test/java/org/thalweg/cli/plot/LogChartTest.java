package org.thalweg.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thalweg.cli.plot.LogChart.Mark;
import org.thalweg.cli.plot.LogChart.Series;

/** Charts show what they are given, on a logarithmic axis. */
class LogChartTest {
  private static final double[] X = {0.001, 0.01, 0.1, 1};

  private static List<Double> circles(String svg) {
    return Pattern.compile("circle cx=\"([0-9.]+)\"")
        .matcher(svg)
        .results()
        .map((MatchResult result) -> Double.parseDouble(result.group(1)))
        .toList();
  }

  @Test
  void powersOfTenAreEvenlySpaced() {
    double[] error = {0.1, 0.1, 0.1, 0.1};
    String svg =
        LogChart.of(
            "t",
            "rate",
            "loss",
            List.of(Series.errors("a < b", X, new double[] {4, 3, 2, 1}, error)),
            List.of(new Mark("best", 0.1)));
    List<Double> at = circles(svg);
    assertEquals(4, at.size());
    assertEquals(at.get(1) - at.get(0), at.get(3) - at.get(2), 0.11);
    assertTrue(svg.contains("a &lt; b") && svg.contains(">best<") && svg.contains(">1e-2<"), svg);
    assertTrue(svg.contains("M%s 40V320".formatted(text(at.get(2)))), svg);
  }

  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  @Test
  void whatIsNotFiniteIsLeftOut() {
    double[] y = {1, Double.NaN, Double.POSITIVE_INFINITY, 2};
    String svg =
        LogChart.of(
            "t",
            "rate",
            "loss",
            List.of(Series.line("l", X, y), Series.dots("d", X, y)),
            List.of());
    assertEquals(2, circles(svg).size());
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    assertTrue(LogChart.of("t", "x", "y", List.of(), List.of()).endsWith("</svg>\n"));
  }
}
