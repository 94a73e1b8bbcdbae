package org.thalweg.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plots show what they are given. */
class PlotTest {
  private static final double[] X = {-2, -1, 0, 1, 2};
  private static final double[] ABSOLUTE = {2, 1, 0, 1, 2};

  @Test
  void inAscii() {
    List<String> lines = new TextPlot(37, 6, false).lines("value", X, ABSOLUTE);
    assertEquals("          value", lines.getFirst());
    assertEquals("       0 +-------------*-------------", lines.get(6));
    assertEquals("          -2           0            2", lines.getLast());
    assertTrue(lines.get(1).startsWith("    2.12 |*"), lines.get(1));
  }

  @Test
  void inBraille() {
    List<String> lines = new TextPlot(30, 5, true).lines("value", X, ABSOLUTE);
    assertEquals(7, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 30), lines.toString());
    assertTrue(lines.stream().flatMapToInt(String::chars).anyMatch(c -> c > 0x2800 && c <= 0x28ff));
  }

  @Test
  void whatIsNotFiniteIsLeftOut() {
    double[] holes = {Double.NaN, 1, Double.POSITIVE_INFINITY, 1, 2};
    assertEquals(8, new TextPlot(40, 6, true).lines("value", X, holes).size());
    String svg = SvgPlot.of("holes", List.of(new Curve("", X, holes, ABSOLUTE)));
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
  }

  @Test
  void ticksAreRound() {
    assertEquals(List.of("-4", "-2", "0", "2", "4"), labels(new Scale(-4, 4)));
    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"), labels(new Scale(0, 1)));
    assertEquals(List.of("0", "2E+5", "4E+5"), labels(new Scale(0, 1e6)).subList(0, 3));
  }

  private static List<String> labels(Scale scale) {
    return scale.ticks().stream().map(Scale::label).toList();
  }

  @Test
  void scalesLeaveFarNumbersOut() {
    double[] numbers = {0, 1, 2, 3, 4, 5, 6, 7, 1e9};
    assertTrue(Scale.of(numbers).high() < 100);
    assertTrue(Scale.of(new double[] {5, 5, 5}).holds(5));
    assertTrue(Scale.of(new double[] {Double.NaN}).holds(0));
    assertEquals(0, Scale.of(new double[] {0.5, 1, 2, 3}).low(), 0.2);
  }

  /** Every colour can be told from white and from a dark page: a contrast of 3 at least. */
  @Test
  void coloursAreReadableInLightAndDark() {
    Stream.concat(SvgPlot.COLOURS.stream(), Stream.of(SvgPlot.TEXT))
        .forEach(colour -> {
          assertTrue(contrast(colour, "#ffffff") >= 3, colour);
          assertTrue(contrast(colour, "#0d1117") >= 3, colour);
        });
  }

  static double contrast(String one, String other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
