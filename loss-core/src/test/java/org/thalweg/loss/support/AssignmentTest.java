package org.thalweg.loss.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/** The assignment is the cheapest of all; distances are those to the nearest. */
class AssignmentTest {
  /** Tries all: returns the least cost of the columns from one on, given the rows in use. */
  private static double cheapest(double[][] cost, int[] columns, int at, int used, int left) {
    if (left == 0) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    if (columns.length - at > left) {
      best = cheapest(cost, columns, at + 1, used, left);
    }
    for (int row = 0; row < cost.length; row++) {
      if ((used >> row & 1) == 0) {
        double rest = cheapest(cost, columns, at + 1, used | 1 << row, left - 1);
        best = Math.min(best, cost[row][columns[at]] + rest);
      }
    }
    return best;
  }

  @Test
  void isTheCheapestOfAll() {
    Random random = new Random(1955);
    for (int trial = 0; trial < 1000; trial++) {
      boolean ties = trial % 3 == 0;
      int rows = 1 + random.nextInt(6);
      int count = 1 + random.nextInt(6);
      double[][] cost = new double[rows][count];
      for (double[] row : cost) {
        Arrays.setAll(row, _ -> ties ? random.nextInt(4) : random.nextGaussian());
      }
      boolean[] part = new boolean[count];
      for (int c = 0; c < count; c++) {
        part[c] = random.nextInt(8) > 0;
      }
      int[] columns = IntStream.range(0, count).filter(c -> part[c]).toArray();
      double[] flat = Arrays.stream(cost).flatMapToDouble(Arrays::stream).toArray();
      long[] found =
          Assignment.of(Results.tensor(Shape.of(rows, count), flat), Tensor.of(part)).toLongArray();
      double total = 0;
      int used = 0;
      int matched = 0;
      for (int c = 0; c < count; c++) {
        if (found[c] >= 0) {
          assertTrue(part[c] && (used >> found[c] & 1) == 0);
          used |= 1 << found[c];
          total += cost[(int) found[c]][c];
          matched++;
        }
      }
      int expected = Math.min(rows, columns.length);
      assertEquals(expected, matched);
      assertEquals(cheapest(cost, columns, 0, 0, expected), total, 1e-12);
    }
  }

  @Test
  void avoidsWhatIsNotFinite() {
    double nan = Double.NaN;
    double infinite = Double.POSITIVE_INFINITY;
    Tensor cost = Results.tensor(Shape.of(3, 3), nan, 1, infinite, 2, infinite, 9, 3, nan, 1);
    long[] found = Assignment.of(cost).toLongArray();
    assertEquals(List.of(1L, 0L, 2L), Arrays.stream(found).boxed().toList());
  }

  @Test
  void distancesAreThoseToTheNearestOutside() {
    Random random = new Random(2012);
    for (int trial = 0; trial < 50; trial++) {
      int height = 1 + random.nextInt(6);
      int width = 1 + random.nextInt(6);
      boolean[] inside = new boolean[height * width];
      for (int i = 0; i < inside.length; i++) {
        inside[i] = random.nextInt(4) > 0;
      }
      Tensor region = Tensor.of(inside).reshape(1, height, width);
      double[] found = DistanceTransform.of(region, 1, DType.FLOAT64).toDoubleArray();
      for (int i = 0; i < inside.length; i++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < inside.length; j++) {
          if (!inside[j]) {
            double distance = Math.hypot(i / width - j / width, i % width - j % width);
            nearest = Math.min(nearest, distance);
          }
        }
        assertEquals(Double.isInfinite(nearest) ? 0 : nearest, found[i], 1e-12);
      }
    }
  }
}
