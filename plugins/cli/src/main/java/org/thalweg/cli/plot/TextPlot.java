package org.thalweg.cli.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a curve as lines of text.
 *
 * @param columns how wide a line is
 * @param rows how many lines there are
 * @param unicode whether to draw with the eight dots of braille, rather than with stars
 */
public record TextPlot(int columns, int rows, boolean unicode) {
  private static final int LABEL = 8;
  private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  /**
   * Returns the lines, with labels on the left and below.
   *
   * @param title what the numbers are
   * @param x the points, ascending
   * @param y a number at each
   */
  public List<String> lines(String title, double[] x, double[] y) {
    Scale across = new Scale(x[0], x[x.length - 1]);
    Scale up = Scale.of(y);
    int wide = columns - LABEL - 2;
    int across2 = unicode ? 2 : 1;
    int down = unicode ? 4 : 1;
    boolean[][] dots = dots(x, y, across, up, wide * across2, rows * down);
    int zero = up.holds(0) ? row(up.at(0), rows) : -1;
    int middle = across.holds(0) ? column(across.at(0), wide) : -1;
    List<String> lines = new ArrayList<>();
    lines.add(" ".repeat(LABEL + 2) + title);
    for (int row = 0; row < rows; row++) {
      String label =
          row == zero ? "0" : row == 0 ? label(up.high()) : row == rows - 1 ? label(up.low()) : "";
      StringBuilder line = new StringBuilder();
      line.repeat(' ', Math.max(0, LABEL - label.length())).append(label).append(' ');
      line.append(row == zero ? (unicode ? '┼' : '+') : (unicode ? '│' : '|'));
      for (int column = 0; column < wide; column++) {
        line.append(cell(dots, row, column, row == zero, column == middle));
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add(below(across, wide, middle));
    return List.copyOf(lines);
  }

  private char cell(boolean[][] dots, int row, int column, boolean zero, boolean middle) {
    if (!unicode) {
      return dots[row][column] ? '*' : zero ? '-' : middle ? ':' : ' ';
    }
    int pattern = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 2; j++) {
        pattern |= dots[4 * row + i][2 * column + j] ? DOTS[i][j] : 0;
      }
    }
    return pattern != 0 ? (char) (0x2800 + pattern) : zero ? '─' : middle ? '┊' : ' ';
  }

  private static boolean[][] dots(
      double[] x, double[] y, Scale across, Scale up, int wide, int high) {
    boolean[][] dots = new boolean[high][wide];
    int before = -1;
    for (int column = 0; column < wide; column++) {
      double at = across.low() + (across.high() - across.low()) * column / (wide - 1);
      double number = between(x, y, at);
      if (!Double.isFinite(number)) {
        before = -1;
        continue;
      }
      int row = row(Math.clamp(up.at(number), -1, 2), high);
      int from = before < 0 ? row : before;
      // A steep piece is a column of dots, half of it on either side.
      for (int i = Math.min(from, row); i <= Math.max(from, row); i++) {
        int side = Math.abs(i - from) < Math.abs(i - row) ? Math.max(0, column - 1) : column;
        if (i >= 0 && i < high) {
          dots[i][side] = true;
        }
      }
      before = row;
    }
    return dots;
  }

  /** Returns the number at a place between points, on a line between its neighbours. */
  private static double between(double[] x, double[] y, double at) {
    int right = 1;
    while (right < x.length - 1 && x[right] < at) {
      right++;
    }
    double share = (at - x[right - 1]) / (x[right] - x[right - 1]);
    return share <= 0
        ? y[right - 1]
        : share >= 1 ? y[right] : y[right - 1] * (1 - share) + y[right] * share;
  }

  private static int row(double at, int rows) {
    return (int) Math.rint((1 - at) * (rows - 1));
  }

  private static int column(double at, int columns) {
    return (int) Math.rint(at * (columns - 1));
  }

  private static String below(Scale across, int wide, int middle) {
    StringBuilder line = new StringBuilder();
    put(line, LABEL + 2, label(across.low()));
    String end = label(across.high());
    if (middle > 8 && middle < wide - 8) {
      put(line, LABEL + 2 + middle, "0");
    }
    put(line, LABEL + 2 + wide - end.length(), end);
    return line.toString();
  }

  private static void put(StringBuilder line, int at, String text) {
    line.repeat(' ', Math.max(0, at - line.length())).append(text);
  }

  private static String label(double number) {
    return Scale.label(new BigDecimal(number).round(new MathContext(3)));
  }
}
