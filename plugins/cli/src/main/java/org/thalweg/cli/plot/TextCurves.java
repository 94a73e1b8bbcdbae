package org.thalweg.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws ways down a function as lines of text: a letter for each, on a logarithmic scale. Where
 * ways meet, the first one's letter stands.
 *
 * @param columns how wide a line is
 * @param rows how many lines there are
 */
public record TextCurves(int columns, int rows) {
  private static final int LABEL = 8;

  /** Returns the letter of the way of a number, from 0. */
  public static char letter(int way) {
    return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(way % 52);
  }

  /** Returns the lines, with labels on the left and below. */
  public List<String> lines(String title, List<Way> ways) {
    double last =
        ways.stream().mapToDouble(way -> way.steps()[way.steps().length - 1]).max().orElse(1);
    LogScale up =
        LogScale.of(
            Scale.join(ways.stream().map(Way::excess).toList()), ways.getFirst().excess()[0]);
    int wide = columns - LABEL - 2;
    char[][] cells = new char[rows][wide];
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
    for (int number = ways.size() - 1; number >= 0; number--) {
      draw(ways.get(number), letter(number), cells, up, Math.max(1, last));
    }
    List<String> lines = new ArrayList<>();
    lines.add(" ".repeat(LABEL + 2) + title);
    for (int row = 0; row < rows; row++) {
      lines.add((label(row, up) + " |" + new String(cells[row])).stripTrailing());
    }
    String end = Long.toString((long) last);
    lines.add(" ".repeat(LABEL + 2) + "0" + " ".repeat(Math.max(1, wide - 1 - end.length())) + end);
    return List.copyOf(lines);
  }

  private String label(int row, LogScale up) {
    String label = "";
    for (int tick : up.ticks()) {
      if (row(up.at(Math.pow(10, tick))) == row) {
        label = "1e" + tick;
      }
    }
    return " ".repeat(LABEL - label.length()) + label;
  }

  private int row(double at) {
    return (int) Math.rint((1 - at) * (rows - 1));
  }

  private void draw(Way way, char letter, char[][] cells, LogScale up, double last) {
    int wide = cells[0].length;
    int before = -1;
    for (int i = 0; i < way.steps().length; i++) {
      double excess = way.excess()[i];
      int column = (int) Math.rint(way.steps()[i] / last * (wide - 1));
      if (Double.isNaN(excess) || column == before) {
        continue;
      }
      cells[row(Math.clamp(up.at(excess), 0, 1))][column] = letter;
      before = column;
    }
  }
}
