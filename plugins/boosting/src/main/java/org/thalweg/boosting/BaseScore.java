package org.thalweg.boosting;

import static org.thalweg.api.Checks.require;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.WeightedSum;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.boosting.Formula.Rows;
import org.thalweg.boosting.Formula.Slopes;

/** The search for the constant margin of the least mean loss. */
final class BaseScore {
  private static final int EXPANSIONS = 200;
  private static final int STEPS = 200;

  /** A slope is taken for 0 below this share of the sum of slopes without their signs. */
  private static final double FLAT = 1e-13;

  /** Where a slope has sunk to this share of that at the start, there is nothing left to gain. */
  private static final double NEGLIGIBLE = 1e-12;

  /** What is known of a margin: sums over the examples. */
  private record Sums(Tensor slope, Tensor curvature, Tensor steepness) {}

  private record Point(double margin, double slope, double curvature, double steepness) {
    boolean isFlat() {
      return Math.abs(slope) <= FLAT * steepness;
    }
  }

  private final Formula formula;
  private final Tensor targets;
  private final @Nullable Tensor weights;
  private final Compiled<Rows, Sums> program;
  private final double[] kept;
  private final double[] counts;

  BaseScore(Formula formula, double[] targets, double @Nullable [] weights) {
    this.formula = formula;
    this.targets = Tensor.of(targets);
    this.weights = weights == null ? null : Tensor.of(weights);
    this.program = Compiled.of(rows -> sums(formula.slopes(rows)));
    boolean skips = formula.options().skipMissing();
    int[] examples =
        IntStream.range(0, targets.length)
            .filter(i -> weights == null || weights[i] != 0)
            .filter(i -> !(skips && Double.isNaN(targets[i])))
            .toArray();
    require(examples.length > 0, "%s: no target counts", Losses.name(formula.loss()));
    this.kept = Arrays.stream(examples).mapToDouble(i -> targets[i]).toArray();
    this.counts =
        Arrays.stream(examples).mapToDouble(i -> weights == null ? 1 : weights[i]).toArray();
  }

  private static Sums sums(Slopes slopes) {
    Tensor gradient = slopes.gradient();
    return new Sums(gradient.sum(), slopes.hessian().sum(), gradient.abs().sum());
  }

  private Point at(double margin) {
    Sums sums = program.apply(new Rows(Formula.scalar(margin), targets, weights));
    return new Point(margin, sums.slope.item(), sums.curvature.item(), sums.steepness.item());
  }

  /**
   * Finds it.
   *
   * @throws org.thalweg.api.ThalwegException if the mean loss falls on and on
   */
  double find() {
    Point start = at(start());
    if (!Double.isFinite(start.slope)) {
      start = at(0);
    }
    String name = Losses.name(formula.loss());
    require(
        Double.isFinite(start.slope),
        "%s: the slopes over the targets sum up to %s",
        name,
        start.slope);
    if (start.isFlat()) {
      return start.margin;
    }
    Point inner = start;
    double stride = -Math.signum(start.slope) * Math.max(1e-3, 1e-3 * Math.abs(start.margin));
    for (int i = 0; i < EXPANSIONS; i++) {
      Point outer = at(inner.margin + stride);
      if (!(outer.slope * start.slope > 0)) {
        return between(inner, outer);
      }
      if (Math.abs(outer.slope) <= NEGLIGIBLE * start.steepness) {
        return outer.margin;
      }
      inner = outer;
      stride *= 2;
    }
    throw new ThalwegException("%s: no constant is best, its mean falls on and on".formatted(name));
  }

  /**
   * Closes in on where the slope changes its sign, or jumps: now by a Newton step from the better
   * end, now by halving.
   */
  private double between(Point near, Point far) {
    Point same = near;
    Point other = far;
    for (int i = 0; i < STEPS; i++) {
      Point better = Math.abs(other.slope) < Math.abs(same.slope) ? other : same;
      double middle = same.margin + (other.margin - same.margin) / 2;
      double newton = better.margin - better.slope / better.curvature;
      double next = i % 2 == 0 && isBetween(same.margin, newton, other.margin) ? newton : middle;
      if (next == same.margin || next == other.margin) {
        break;
      }
      Point point = at(next);
      if (point.isFlat()) {
        return next;
      }
      if (point.slope * same.slope > 0) {
        same = point;
      } else {
        other = point;
      }
    }
    return Math.abs(other.slope) < Math.abs(same.slope) ? other.margin : same.margin;
  }

  private static boolean isBetween(double end, double x, double otherEnd) {
    return Math.min(end, otherEnd) < x && x < Math.max(end, otherEnd);
  }

  /** Returns the margin of what the card says is elicited, as far as it is known. */
  private double start() {
    Loss<?, ?> loss = formula.loss();
    if (loss instanceof WeightedSum<?, ?> sum) {
      loss = sum.terms().getFirst().loss();
    }
    Functional functional = Losses.card(loss).map(LossCard::elicits).orElse(Functional.NONE);
    double best =
        switch (functional) {
          case MEDIAN, QUANTILE, NONE -> median();
          case MEAN, EXPECTILE, CLASS_SHARES, MODE -> mean();
        };
    return formula
        .link()
        .map(link -> formula.onto().inverse(link.inverse(best)))
        .filter(Double::isFinite)
        .orElse(0.0);
  }

  private double mean() {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < kept.length; i++) {
      sum += counts[i] * kept[i];
      total += counts[i];
    }
    return sum / total;
  }

  /** Returns a number that has half of the weight on each side; the middle of all such. */
  private double median() {
    int[] order =
        IntStream.range(0, kept.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> kept[i]))
            .mapToInt(i -> i)
            .toArray();
    double half = Arrays.stream(counts).sum() / 2;
    double below = 0;
    for (int i = 0; i < order.length; i++) {
      below += counts[order[i]];
      if (below == half && i + 1 < order.length) {
        return (kept[order[i]] + kept[order[i + 1]]) / 2;
      }
      if (below >= half) {
        return kept[order[i]];
      }
    }
    return kept[order[order.length - 1]];
  }
}
