package org.thalweg.cli.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.cli.plot.Grid;
import org.thalweg.cli.plot.Landscape;
import org.thalweg.optim.function.TestFunction;

/** What of a function of two numbers is drawn below the runs on it. */
final class Landscapes {
  private static final int PLACES = 141;
  private static final double MARGIN = 0.12;

  private Landscapes() {}

  /** Returns the part of the function where runs went, as far as its domain. */
  static Landscape of(Course course, List<Track> tracks) {
    double[] start = course.start().toDoubleArray();
    double[][] minima =
        course.function().minima().stream().map(Tensor::toDoubleArray).toArray(double[][]::new);
    double[][] axes = new double[2][];
    for (int axis = 0; axis < 2; axis++) {
      axes[axis] = axis(course, tracks, start, minima, axis);
    }
    return new Landscape(heights(course, axes[0], axes[1]), start, minima);
  }

  private static double[] axis(
      Course course, List<Track> tracks, double[] start, double[][] minima, int axis) {
    TestFunction.Range domain = course.function().domain().get(axis);
    List<Double> seen = new ArrayList<>(List.of(start[axis], nearest(minima, start)[axis]));
    for (Track track : tracks) {
      for (double[] point : track.points()) {
        if (Double.isFinite(point[axis])) {
          seen.add(Math.clamp(point[axis], domain.low(), domain.high()));
        }
      }
    }
    double low = seen.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double high = seen.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double margin = Math.max(MARGIN * (high - low), 0.02 * (domain.high() - domain.low()));
    double[] places = new double[PLACES];
    for (int i = 0; i < PLACES; i++) {
      double share = i / (PLACES - 1.0);
      places[i] = (low - margin) * (1 - share) + (high + margin) * share;
    }
    return places;
  }

  private static double[] nearest(double[][] minima, double[] start) {
    return Arrays.stream(minima)
        .min(
            java.util.Comparator.comparingDouble(
                minimum -> Math.hypot(minimum[0] - start[0], minimum[1] - start[1])))
        .orElse(start);
  }

  private static Grid heights(Course course, double[] x, double[] y) {
    double[] points = new double[2 * x.length * y.length];
    for (int k = 0; k < x.length * y.length; k++) {
      points[2 * k] = x[k % x.length];
      points[2 * k + 1] = y[k / x.length];
    }
    Tensor all = Tensor.of(Shape.of(points.length / 2, 2), DType.FLOAT64, points);
    double[] values =
        Loops.scan(
                List.<Tensor>of(),
                all,
                (none, point) -> new Stepped<>(none, course.function().value(point)))
            .output()
            .toDoubleArray();
    double[][] rows = new double[y.length][x.length];
    for (int k = 0; k < values.length; k++) {
      rows[k / x.length][k % x.length] = course.excess(values[k]);
    }
    return new Grid(x, y, rows);
  }
}
