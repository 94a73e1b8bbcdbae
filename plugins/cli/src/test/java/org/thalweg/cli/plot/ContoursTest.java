package org.thalweg.cli.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contours lie where a function has their level. */
class ContoursTest {
  private static Grid grid(int places, double low, double high, DoubleBinaryOperator function) {
    double[] axis =
        IntStream.range(0, places)
            .mapToDouble(i -> low + (high - low) * i / (places - 1.0))
            .toArray();
    double[][] values = new double[places][places];
    for (int j = 0; j < places; j++) {
      for (int i = 0; i < places; i++) {
        values[j][i] = function.applyAsDouble(axis[i], axis[j]);
      }
    }
    return new Grid(axis, axis, values);
  }

  @Test
  void aPlaneHasAStraightLineFromEdgeToEdge() {
    List<double[][]> lines = Contours.of(grid(17, -1, 1, (x, y) -> 2 * x + 3 * y), 0.4);
    assertEquals(1, lines.size());
    double[][] line = lines.getFirst();
    for (double[] point : line) {
      assertEquals(0.4, 2 * point[0] + 3 * point[1], 1e-12);
    }
    for (double[] end : List.of(line[0], line[line.length - 1])) {
      assertEquals(1, Math.max(Math.abs(end[0]), Math.abs(end[1])), 1e-12);
    }
    double length = 0;
    for (int i = 1; i < line.length; i++) {
      length += Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
    }
    double[] last = line[line.length - 1];
    assertEquals(Math.hypot(last[0] - line[0][0], last[1] - line[0][1]), length, 1e-12);
  }

  /** Rows are walked from the lowest, where this line is half way. */
  @Test
  void aLineThatIsMetInItsMiddleIsOne() {
    List<double[][]> lines = Contours.of(grid(21, -1, 1, (x, y) -> y - x * x), -0.1);
    assertEquals(1, lines.size());
    double[][] line = lines.getFirst();
    assertEquals(1, Math.abs(line[0][0]), 1e-12);
    assertEquals(-line[0][0], line[line.length - 1][0], 1e-12);
  }

  @Test
  void aPlaceAtTheLevelIsHigh() {
    double[] two = {0, 1};
    Grid step = new Grid(two, two, new double[][] {{1, 1}, {0, 0}});
    assertArrayEquals(
        new double[][] {{0, 0}, {1, 0}},
        Contours.of(step, 1).getFirst(),
        "the line lies where the level is");
    assertEquals(List.of(), Contours.of(step, 0));
  }

  /** The level is next to the finite one of two neighbours, however far the other one is. */
  @Test
  void beforeAnInfinityALineLiesAtTheLastFinitePlace() {
    double[] two = {0, 1};
    double infinity = Double.POSITIVE_INFINITY;
    for (double[][] values :
        List.of(
            new double[][] {{0, 0}, {infinity, infinity}},
            new double[][] {{2, 2}, {-infinity, -infinity}})) {
      for (double[] point : Contours.of(new Grid(two, two, values), 1).getFirst()) {
        assertEquals(0, point[1]);
      }
      double[][] turned = {values[1], values[0]};
      for (double[] point : Contours.of(new Grid(two, two, turned), 1).getFirst()) {
        assertEquals(1, point[1]);
      }
    }
  }

  /** A chord between neighbours errs by at most h^2 / 8 times the second derivative, over |g|. */
  @Test
  void aBowlHasACircleThatCloses() {
    int places = 101;
    double h = 2.0 / (places - 1);
    List<double[][]> lines = Contours.of(grid(places, -1, 1, (x, y) -> x * x + y * y), 0.49);
    assertEquals(1, lines.size());
    double[][] circle = lines.getFirst();
    assertTrue(circle.length > 200, circle.length + " points");
    assertArrayEquals(circle[0], circle[circle.length - 1]);
    double area = 0;
    for (int i = 0; i < circle.length; i++) {
      assertEquals(0.7, Math.hypot(circle[i][0], circle[i][1]), h * h / 4 / (2 * 0.7) + 1e-12);
      double[] next = circle[(i + 1) % circle.length];
      area += (circle[i][0] * next[1] - next[0] * circle[i][1]) / 2;
    }
    assertEquals(Math.PI * 0.49, Math.abs(area), 1e-3);
  }

  @Test
  void twoPeaksHaveTwoLinesAndASaddleIsPartedByItsMiddle() {
    Grid peaks =
        grid(
            41,
            -2,
            2,
            (x, y) ->
                Math.exp(-(x - 1) * (x - 1) * 4 - y * y)
                    + Math.exp(-(x + 1) * (x + 1) * 4 - y * y));
    assertEquals(2, Contours.of(peaks, 0.5).size());
    double[] two = {0, 1};
    Grid high = new Grid(two, two, new double[][] {{3, 0}, {0, 3}});
    Grid low = new Grid(two, two, new double[][] {{1, -2}, {-2, 1}});
    // the middle is high: the low corners are cut off; it is low: the high corners are
    assertEquals(List.of("01", "10"), corners(Contours.of(high, 1)));
    assertEquals(List.of("00", "11"), corners(Contours.of(low, 0)));
  }

  /** Returns the corner that each line cuts off. */
  private static List<String> corners(List<double[][]> lines) {
    return lines.stream()
        .map(line -> {
          double x = (line[0][0] + line[1][0]) / 2;
          double y = (line[0][1] + line[1][1]) / 2;
          return (x > 0.5 ? "1" : "0") + (y > 0.5 ? "1" : "0");
        })
        .sorted()
        .toList();
  }

  @Test
  void aFenceClosesAllLines() {
    Grid fenced = grid(21, -1, 1, (x, y) -> x + Math.sin(5 * y)).fenced();
    for (double level : new double[] {-1.5, -0.3, 0, 0.8}) {
      List<double[][]> lines = Contours.of(fenced, level);
      assertTrue(!lines.isEmpty());
      for (double[][] line : lines) {
        assertArrayEquals(line[0], line[line.length - 1]);
        for (double[] point : line) {
          assertTrue(Math.abs(point[0]) <= 1 && Math.abs(point[1]) <= 1);
        }
      }
    }
  }

  @Test
  void whatIsNotFiniteBreaksNothing() {
    Grid holes = grid(11, -1, 1, (x, y) -> x > 0.5 ? Double.NaN : y > 0.5 ? 1 / 0.0 : x + y);
    List<double[][]> fenced = Contours.of(holes.fenced(), 0.1);
    assertTrue(!fenced.isEmpty());
    for (double[][] line : fenced) {
      assertArrayEquals(line[0], line[line.length - 1], "what is no number is low, and fenced off");
    }
    for (Grid one : List.of(holes, holes.fenced())) {
      for (double[][] line : Contours.of(one, 0.1)) {
        for (double[] point : line) {
          assertTrue(Double.isFinite(point[0]) && Double.isFinite(point[1]));
        }
      }
    }
    assertEquals(List.of(), Contours.of(grid(3, 0, 1, (_, _) -> 2.0), 3));
  }
}
