package org.thalweg.cli.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;

/**
 * How far a pointwise loss in float32 is from itself in float64 on the reference engine, over a
 * grid of predictions and targets that float32 holds exactly.
 *
 * <p>The unit is one in the last place of the exact result, or what one in the last place of the
 * prediction or of the target makes of the result where that is more: near a zero of a function no
 * result can be nearer. Results below the normal numbers count as zero.
 *
 * @param value the worst value
 * @param gradient the worst derivative by the prediction
 */
public record Accuracy(Worst value, Worst gradient) {
  private static final float[] MANTISSAS = {1f, 1.2345679f, 1.6180340f};
  private static final int SMALLEST = -24;
  private static final double LARGEST = 1024;

  /** What float32 has left of the reach in float64: the exponents of both types. */
  private static final double REACH = 127.0 / 1023;

  /**
   * The largest error.
   *
   * @param ulp its size in units
   * @param prediction where it is
   * @param target where it is
   */
  public record Worst(double ulp, double prediction, double target) {}

  /** Points, and what a loss is there. */
  private record Results(double[] value, double[] gradient) {}

  /**
   * Returns the accuracy of a loss with its default options, rounded to float32; none if it is not
   * pointwise or has an option without a default.
   */
  @SuppressWarnings("rawtypes") // a kind names its type by its class
  public static Optional<Accuracy> of(Registry registry, Component<Loss> component) {
    if (!PointwiseLoss.class.isAssignableFrom(component.type())
        || component.keys().stream().anyMatch(key -> key.fallback().isEmpty())) {
      return Optional.empty();
    }
    Map<String, Object> config = new LinkedHashMap<>();
    for (Key key : component.keys()) {
      if (key.type() == double.class) {
        config.put(key.name(), (double) Float.parseFloat(key.fallback().orElseThrow()));
      }
    }
    return Optional.of(of((PointwiseLoss) registry.create(Kind.LOSS, component.name(), config)));
  }

  /** Returns the accuracy of a loss on the current engine. */
  public static Accuracy of(PointwiseLoss loss) {
    double reach = Losses.card(loss).map(LossCard::reach).orElse(LARGEST) * REACH;
    List<double[]> points = new ArrayList<>();
    for (double target : targets(loss.targetDomain())) {
      for (double prediction : predictions(loss.predictionDomain(), target, reach)) {
        points.add(new double[] {prediction, target});
      }
    }
    double[] p = points.stream().mapToDouble(point -> point[0]).toArray();
    double[] t = points.stream().mapToDouble(point -> point[1]).toArray();
    Results actual = results(loss, p, t, DType.FLOAT32);
    Engine reference = Engines.named("reference");
    return Engines.with(
        reference,
        () -> {
          Results exact = results(loss, p, t, DType.FLOAT64);
          List<Results> near = new ArrayList<>();
          for (int side : new int[] {1, -1}) {
            near.add(results(loss, shift(p, loss.predictionDomain(), side), t, DType.FLOAT64));
            near.add(results(loss, p, shift(t, loss.targetDomain(), side), DType.FLOAT64));
          }
          return new Accuracy(
              worst(p, t, exact.value, actual.value, near.stream().map(Results::value).toList()),
              worst(
                  p,
                  t,
                  exact.gradient,
                  actual.gradient,
                  near.stream().map(Results::gradient).toList()));
        });
  }

  private static Results results(PointwiseLoss loss, double[] p, double[] t, DType dtype) {
    Shape shape = Shape.of(p.length);
    Tensor predictions = Tensor.of(shape, dtype, p);
    Tensor targets = Tensor.of(shape, dtype, t);
    Tensor values = value(loss, predictions, targets);
    Tensor gradient = Grad.grad((Tensor x) -> value(loss, x, targets).sum()).apply(predictions);
    Tensor.eval(values, gradient);
    return new Results(values.toDoubleArray(), gradient.toDoubleArray());
  }

  /** Returns numbers by one in their last place aside, where that is in the domain. */
  private static double[] shift(double[] numbers, Domain domain, int side) {
    return Arrays.stream(numbers)
        .map(number -> {
          double other = number + side * Math.ulp((float) number);
          return isMember(domain, other) ? other : number;
        })
        .toArray();
  }

  private static Tensor value(PointwiseLoss loss, Tensor predictions, Tensor targets) {
    return loss.finish(Losses.values(loss, predictions, targets, Weighting.none()));
  }

  private static Worst worst(
      double[] p, double[] t, double[] exact, double[] actual, List<double[]> near) {
    Worst worst = new Worst(0, Double.NaN, Double.NaN);
    for (int i = 0; i < exact.length; i++) {
      if (Double.isFinite(exact[i]) && Math.abs(exact[i]) < Float.MAX_VALUE / 2) {
        double unit = Math.max(Float.MIN_NORMAL, Math.ulp((float) exact[i]));
        for (double[] shifted : near) {
          double change = Math.abs(shifted[i] - exact[i]);
          unit = Math.max(unit, Double.isFinite(change) ? change : 0);
        }
        double ulp = (float) exact[i] == actual[i] ? 0 : Math.abs(exact[i] - actual[i]) / unit;
        if (!(ulp <= worst.ulp)) { // NaN is worse than any number
          worst = new Worst(ulp, p[i], t[i]);
        }
      }
    }
    return worst;
  }

  private static double[] targets(Domain domain) {
    return switch (domain) {
      case PROBABILITY, SHARES, FLAG -> new double[] {0, 0.25, (float) 0.9, 1};
      case SIGN -> new double[] {-1, 1};
      case POSITIVE -> new double[] {(float) 1e-3, 0.5, 1, (float) 3.7, 100};
      case NON_NEGATIVE, LENGTH -> new double[] {0, 0.5, 1, (float) 3.7, 100};
      case ABOVE_MINUS_ONE -> new double[] {-0.5, 0, 1, (float) 3.7, 100};
      case LOG_PROBABILITY, LOG_SHARES -> new double[] {-10, (float) -0.3, -1};
      default -> new double[] {0, 0.5, -1, (float) 3.7, 100};
    };
  }

  /** Returns predictions of all sizes, and some near the target. */
  private static SortedSet<Double> predictions(Domain domain, double target, double reach) {
    SortedSet<Double> points = new TreeSet<>();
    double largest = Math.min(LARGEST, reach);
    for (int power = SMALLEST; power <= 10; power++) {
      for (float mantissa : MANTISSAS) {
        double size = Math.scalb(mantissa, power);
        add(points, domain, size, largest);
        add(points, domain, -size, largest);
        add(points, domain, (float) (1 - size), largest);
        add(points, domain, (float) (target + size), largest);
        add(points, domain, (float) (target - size), largest);
      }
    }
    add(points, domain, 0, largest);
    add(points, domain, target, largest);
    return points;
  }

  private static void add(SortedSet<Double> points, Domain domain, double point, double largest) {
    if (isMember(domain, point) && Math.abs(point) <= largest) {
      points.add(point == 0 ? 0 : point);
    }
  }

  private static boolean isMember(Domain domain, double point) {
    return switch (domain) {
      case POSITIVE -> point > 0;
      case NON_NEGATIVE, LENGTH -> point >= 0;
      case PROBABILITY, SHARES, FLAG -> 0 <= point && point <= 1;
      case LOG_PROBABILITY, LOG_SHARES -> point <= 0;
      case ABOVE_MINUS_ONE -> point > -1;
      case SIGN -> Math.abs(point) == 1;
      default -> true;
    };
  }
}
