package org.thalweg.cli.plot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of one level, by marching squares: where a level lies between neighbours of a grid, a line
 * crosses the edge between them, at the place that a straight line between their values has. In a
 * cell with two lines, the mean of its corners decides which corners they part.
 */
final class Contours {
  private static final int BOTTOM = 0;
  private static final int RIGHT = 1;
  private static final int TOP = 2;
  private static final int LEFT = 3;

  /**
   * The edges that lines join in a cell, by which corners are high: a, b, c, d counterclockwise.
   */
  private static final int[][] JOINED = {
    {},
    {LEFT, BOTTOM},
    {BOTTOM, RIGHT},
    {LEFT, RIGHT},
    {RIGHT, TOP},
    {LEFT, BOTTOM, RIGHT, TOP}, // and the middle low
    {BOTTOM, TOP},
    {LEFT, TOP},
    {LEFT, TOP},
    {BOTTOM, TOP},
    {BOTTOM, RIGHT, LEFT, TOP}, // and the middle low
    {RIGHT, TOP},
    {LEFT, RIGHT},
    {BOTTOM, RIGHT},
    {LEFT, BOTTOM},
    {},
  };

  private final Grid grid;
  private final double level;
  private final Map<Integer, Deque<Integer>> neighbours = new LinkedHashMap<>();

  private Contours(Grid grid, double level) {
    this.grid = grid;
    this.level = level;
  }

  /**
   * Returns the lines that part places of at least a level from those below: points [x, y], high
   * and low on either side. A line that closes ends with its first point. Cells with a corner that
   * is no number have none.
   */
  static List<double[][]> of(Grid grid, double level) {
    Contours contours = new Contours(grid, level);
    for (int j = 0; j + 1 < grid.y().length; j++) {
      for (int i = 0; i + 1 < grid.x().length; i++) {
        contours.cell(i, j);
      }
    }
    return contours.lines();
  }

  private void cell(int i, int j) {
    double a = grid.values()[j][i];
    double b = grid.values()[j][i + 1];
    double c = grid.values()[j + 1][i + 1];
    double d = grid.values()[j + 1][i];
    if (Double.isNaN(a) || Double.isNaN(b) || Double.isNaN(c) || Double.isNaN(d)) {
      return;
    }
    int high = bit(a, 1) | bit(b, 2) | bit(c, 4) | bit(d, 8);
    boolean saddle = high == 5 || high == 10;
    int[] edges = JOINED[saddle && (a + b + c + d) / 4 >= level ? 15 - high : high];
    for (int k = 0; k < edges.length; k += 2) {
      join(edge(i, j, edges[k]), edge(i, j, edges[k + 1]));
    }
  }

  private int bit(double value, int bit) {
    return value >= level ? bit : 0;
  }

  /** Returns the number of an edge: even if it lies across, odd if it stands upright. */
  private int edge(int i, int j, int side) {
    int row = side == TOP ? j + 1 : j;
    int column = side == RIGHT ? i + 1 : i;
    return 2 * (row * grid.x().length + column) + (side == LEFT || side == RIGHT ? 1 : 0);
  }

  private void join(int one, int other) {
    neighbours.computeIfAbsent(one, _ -> new ArrayDeque<>(2)).add(other);
    neighbours.computeIfAbsent(other, _ -> new ArrayDeque<>(2)).add(one);
  }

  private List<double[][]> lines() {
    List<double[][]> lines = new ArrayList<>();
    List<Integer> ends =
        neighbours.entrySet().stream()
            .filter(edge -> edge.getValue().size() == 1)
            .map(Map.Entry::getKey)
            .toList();
    ends.forEach(end -> walk(end, lines));
    List.copyOf(neighbours.keySet()).forEach(edge -> walk(edge, lines));
    return lines;
  }

  /** Adds the line from an edge on, if it is not used up, and takes it away. */
  private void walk(int start, List<double[][]> lines) {
    List<double[]> line = new ArrayList<>();
    int here = start;
    for (Integer next = of(here).poll(); next != null; next = of(here).poll()) {
      line.add(crossing(here));
      of(next).remove(here);
      here = next;
    }
    if (!line.isEmpty()) {
      line.add(crossing(here));
      lines.add(line.toArray(double[][]::new));
    }
  }

  private Deque<Integer> of(int edge) {
    return neighbours.getOrDefault(edge, new ArrayDeque<>());
  }

  private double[] crossing(int edge) {
    int place = edge / 2;
    int i = place % grid.x().length;
    int j = place / grid.x().length;
    boolean upright = edge % 2 == 1;
    int i2 = upright ? i : i + 1;
    int j2 = upright ? j + 1 : j;
    double share = share(grid.values()[j][i], grid.values()[j2][i2]);
    return new double[] {
      between(grid.x()[i], grid.x()[i2], share), between(grid.y()[j], grid.y()[j2], share)
    };
  }

  /** Returns where the level lies between two values: 0 at the first, 1 at the second. */
  private double share(double first, double second) {
    if (Double.isInfinite(first)) {
      return 1;
    }
    return Double.isInfinite(second) ? 0 : (level - first) / (second - first);
  }

  private static double between(double first, double second, double share) {
    return first + share * (second - first);
  }
}
