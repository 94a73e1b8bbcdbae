package org.thalweg.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;

/** Samples pointwise losses for plots. */
@SuppressWarnings("rawtypes") // a kind names its type by its class
public final class Curves {
  private static final int POINTS = 161;

  /** A value at target 0 above which another target shows more. */
  private static final double STEEP = 1e4;

  private Curves() {}

  /**
   * Returns curves that show what a loss does: for several targets where they are few or of a
   * narrow domain, else for several values of its first option that is a number. There are none if
   * the loss is not pointwise or has an option without a default.
   *
   * @param registry makes losses
   * @param component the loss
   * @param config options that are not the default
   */
  public static List<Curve> of(
      Registry registry, Component<Loss> component, Map<String, ?> config) {
    Optional<PointwiseLoss> loss = make(registry, component, config);
    if (loss.isEmpty()) {
      return List.of();
    }
    double[] targets = targets(loss.get());
    if (targets.length == 1) {
      List<Curve> curves = settings(registry, component, config, loss.get(), targets[0]);
      if (!curves.isEmpty()) {
        return curves;
      }
    }
    return Arrays.stream(targets)
        .mapToObj(target -> sample(loss.get(), target, "target " + number(target)))
        .filter(Curve::isDrawable)
        .toList();
  }

  /**
   * Returns the curve for a target.
   *
   * @throws ThalwegException if the target is outside the domain of the loss
   */
  public static Curve of(PointwiseLoss loss, double target) {
    return sample(loss, target, "target " + number(target));
  }

  /** Returns targets that show what a loss does. */
  public static double[] targets(PointwiseLoss loss) {
    return switch (loss.targetDomain()) {
      case PROBABILITY, SHARES, FLAG -> new double[] {0, 1};
      case SIGN -> new double[] {-1, 1};
      case POSITIVE -> new double[] {0.5, 1, 2};
      case NON_NEGATIVE, ABOVE_MINUS_ONE, LENGTH -> new double[] {0, 1, 3};
      case LOG_PROBABILITY, LOG_SHARES -> new double[] {-2, -1};
      default -> {
        Curve zero = sample(loss, 0, "");
        boolean flat = loss.predictionDomain() == Domain.REAL && zero.isDrawable();
        yield flat && Arrays.stream(zero.value()).allMatch(y -> Math.abs(y) < STEEP)
            ? new double[] {0}
            : new double[] {1};
      }
    };
  }

  private static Optional<PointwiseLoss> make(
      Registry registry, Component<Loss> component, Map<String, ?> config) {
    if (!PointwiseLoss.class.isAssignableFrom(component.type())) {
      return Optional.empty();
    }
    boolean complete =
        component.keys().stream()
            .allMatch(key -> key.fallback().isPresent() || config.containsKey(key.name()));
    return complete
        ? Optional.of((PointwiseLoss) registry.create(Kind.LOSS, component.name(), config))
        : Optional.empty();
  }

  private static List<Curve> settings(
      Registry registry,
      Component<Loss> component,
      Map<String, ?> config,
      PointwiseLoss loss,
      double target) {
    Optional<Key> key =
        component.keys().stream()
            .filter(one -> one.type() == double.class && one.fallback().isPresent())
            .findFirst();
    if (key.isEmpty()) {
      return List.of();
    }
    String name = key.get().name();
    Object given = config.get(name);
    double usual =
        given instanceof Number number
            ? number.doubleValue()
            : Double.parseDouble(key.get().fallback().orElseThrow());
    List<Curve> curves = new ArrayList<>();
    curves.add(sample(loss, target, name + " = " + number(usual)));
    for (double other : others(usual)) {
      Map<String, Object> changed = new LinkedHashMap<>(config);
      changed.put(name, other);
      try {
        make(registry, component, changed)
            .map(one -> sample(one, target, name + " = " + number(other)))
            .filter(Curve::isDrawable)
            .ifPresent(curves::add);
      } catch (ThalwegException _) {
        // The loss has no such setting.
      }
    }
    return curves.getFirst().isDrawable() ? List.copyOf(curves) : List.of();
  }

  /** Returns settings below and above one. */
  private static double[] others(double usual) {
    if (usual == 0) {
      return new double[] {0.5, 1};
    }
    return usual > 0 && usual < 1
        ? new double[] {usual / 2, (1 + usual) / 2}
        : new double[] {usual / 2, 2 * usual};
  }

  private static Curve sample(PointwiseLoss loss, double target, String label) {
    double[] points = points(loss.predictionDomain());
    Shape shape = Shape.of(points.length);
    Tensor predictions = Tensor.of(shape, DType.FLOAT64, points);
    Tensor targets = Tensor.full(shape, DType.FLOAT64, target);
    Tensor values = value(loss, predictions, targets);
    Tensor gradient = Grad.grad((Tensor p) -> value(loss, p, targets).sum()).apply(predictions);
    Tensor.eval(values, gradient);
    return new Curve(label, points, values.toDoubleArray(), gradient.toDoubleArray());
  }

  private static Tensor value(PointwiseLoss loss, Tensor predictions, Tensor targets) {
    return loss.finish(Losses.values(loss, predictions, targets, Weighting.none()));
  }

  private static double[] points(Domain domain) {
    return switch (domain) {
      case PROBABILITY, SHARES, FLAG -> points(0.01, 0.99);
      case POSITIVE -> points(0.05, 4);
      case NON_NEGATIVE, LENGTH -> points(0, 4);
      case LOG_PROBABILITY, LOG_SHARES -> points(-4, -0.05);
      case ABOVE_MINUS_ONE -> points(-0.95, 4);
      default -> points(-4, 4);
    };
  }

  private static double[] points(double low, double high) {
    double[] points = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      points[i] = (low * (POINTS - 1 - i) + high * i) / (POINTS - 1);
    }
    return points;
  }

  private static String number(double number) {
    return Scale.label(new java.math.BigDecimal(Double.toString(number)));
  }
}
