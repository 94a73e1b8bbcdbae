package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.requirePositive;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.minimize.Move;
import org.thalweg.api.minimize.Objective;
import org.thalweg.api.minimize.Position;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.tensor.Tensor;

/**
 * Levenberg and Marquardt's method of least squares: {@code v} makes {@code |J v + r|^2 + mu |D
 * v|^2} least, where D holds the lengths of the columns of J.
 *
 * <p>The damping mu follows the gain ratio, the decrease over what the linear model promised
 * (Nielsen 1999, IMM-REP-1999-05): after a step it is multiplied by {@code max(1/3, 1 - (2 gain -
 * 1)^3)}, else by 2, 4, 8 and so on until a step is taken. D falls by no more than a tenth at a
 * step; More 1978 lets it only grow, which stalls where a column was once huge.
 *
 * <p>With {@code acceleration} the step is {@code v + w/2}, where w makes {@code |J w + r''|^2 + mu
 * |D w|^2} least and r'' is the second derivative of the residuals along v, from a difference; a
 * step with {@code 2 |D w/2| > 0.75 |D v|} is not tried (Transtrum and Sethna 2012,
 * arXiv:1201.5885). So it follows curved valleys, and does not jump over what it cannot see.
 *
 * @param damping mu at first, above 0
 * @param acceleration whether steps bend with the valley; an evaluation of the residuals more each
 */
@Named("levenberg-marquardt")
@Doc("Solves linear least squares again and again, within a region that it trusts.")
@OptimizerCard(
    family = OptimizerFamily.SECOND_ORDER,
    rule = "v = argmin |J v + r|^2 + mu |D v|^2; x = x + v + w/2 if lower; mu by the gain ratio",
    state = "D, mu and its growth",
    needs = {OptimizerCard.Need.RESIDUALS},
    use = "Least squares: curve fitting.",
    paper = "Levenberg 1944; Marquardt 1963; More 1978; Transtrum and Sethna 2012")
public record LevenbergMarquardt(
    @Default("0.001") @Doc("The damping at first.") double damping,
    @Default("true") @Doc("Whether steps bend with the valley.") boolean acceleration)
    implements Minimizer<LevenbergMarquardt.Memory> {
  /** The gain ratio above which a step is taken. */
  private static final double GAIN = 1e-4;

  /** The largest share of a bend in a step. */
  private static final double BEND = 0.75;

  /** The share of itself that a scale keeps at least. */
  private static final double KEPT = 0.9;

  /** The share of the step that the second derivative is a difference over. */
  private static final double PROBE = 0.1;

  /**
   * What goes from step to step.
   *
   * @param damping mu
   * @param growth what mu is multiplied by where a step is not taken
   * @param scales the diagonal of D
   */
  public record Memory(Tensor damping, Tensor growth, Tensor scales) {}

  /** Requires a positive number. */
  public LevenbergMarquardt {
    requirePositive(damping, "damping");
  }

  /** Makes the method with the usual options. */
  public LevenbergMarquardt() {
    this(1e-3, true);
  }

  @Override
  public Memory init(Objective objective, Position start) {
    return new Memory(
        Vectors.scalar(damping), Vectors.scalar(2), Vectors.vector(new double[objective.size()]));
  }

  @Override
  public Move<Memory> step(Objective objective, Position position, Memory memory) {
    double[] point = Vectors.array(position.point());
    double[][] columns = objective.jacobian(point);
    double[] before = Vectors.array(memory.scales);
    double[] scales = lengths(columns);
    for (int j = 0; j < scales.length; j++) {
      scales[j] = before[j] == 0 ? scales[j] : Math.max(KEPT * before[j], lengthOf(columns[j]));
    }
    double mu = memory.damping.item();
    double growth = memory.growth.item();
    if (!Arrays.stream(columns).allMatch(Vectors::isFinite)) {
      return Move.none(position, memory);
    }
    Model model = new Model(objective, point, columns, scales);
    double size = Vectors.norm(Vectors.mul(scales, point));
    while (Double.isFinite(mu)) {
      Trial trial = model.trial(mu);
      if (trial != null && trial.gain > GAIN) {
        double length = trial.length / (size == 0 ? 1 : size);
        double left = 1 - Math.pow(2 * trial.gain - 1, 3);
        Memory next =
            new Memory(
                Vectors.scalar(mu * Math.max(1.0 / 3, left)),
                Vectors.scalar(2),
                Vectors.vector(scales));
        return new Move<>(
            objective.at(trial.point),
            next,
            true,
            Math.max(trial.decrease, trial.promise) / model.value,
            length);
      } else if (trial != null && Arrays.equals(trial.point, point)) {
        break;
      }
      mu *= growth;
      growth *= 2;
    }
    return Move.none(position, memory);
  }

  /** Returns the lengths of columns, 1 for those of zeros. */
  static double[] lengths(double[][] columns) {
    return Arrays.stream(columns)
        .mapToDouble(column -> {
          double length = lengthOf(column);
          return length == 0 ? 1 : length;
        })
        .toArray();
  }

  private static double lengthOf(double[] column) {
    return Vectors.norm(column);
  }

  /** Returns columns divided by numbers. */
  static double[][] divided(double[][] columns, double[] by) {
    double[][] divided = new double[columns.length][];
    for (int j = 0; j < divided.length; j++) {
      divided[j] = Vectors.scale(columns[j], 1 / by[j]);
    }
    return divided;
  }

  /** A step that was tried. */
  private record Trial(
      double[] point, double gain, double decrease, double promise, double length) {}

  /** The residuals near a point as far as a Jacobian tells, in scaled unknowns. */
  private final class Model {
    private final Objective objective;
    private final double[] point;
    private final double[] scales;
    private final double[] residuals;
    private final double value;
    private final double[][] columns;
    private final HouseholderQr qr;
    private final double[][] upper;
    private final double[] rotated;

    Model(Objective objective, double[] point, double[][] columns, double[] scales) {
      this.objective = objective;
      this.point = point;
      this.scales = scales;
      this.columns = divided(columns, scales);
      this.residuals = objective.residuals(point);
      this.value = 0.5 * Vectors.dot(residuals, residuals);
      this.qr = HouseholderQr.of(this.columns, false);
      this.upper = qr.upper();
      this.rotated = qr.rotate(residuals);
    }

    /** Returns a trial of a damping; null if it is not worth an evaluation. */
    @Nullable Trial trial(double mu) {
      HouseholderQr damped = HouseholderQr.of(damped(mu), false);
      double[] velocity = solve(damped, rotated);
      double[] step = velocity;
      if (acceleration) {
        double[] bend = bend(damped, velocity);
        if (!(Vectors.norm(bend) <= BEND * Vectors.norm(velocity))) {
          return null;
        }
        step = Vectors.add(velocity, 0.5, bend);
      }
      double[] to = moved(1, step);
      double[] there = objective.residuals(to);
      double decrease = value - 0.5 * Vectors.dot(there, there);
      double[] seen = model(velocity);
      double promise = 0.5 * Vectors.dot(seen, seen) + mu * Vectors.dot(velocity, velocity);
      double gain = decrease / promise;
      return new Trial(to, gain, decrease, promise, Vectors.norm(step));
    }

    /** Returns the triangle over the damping. */
    private double[][] damped(double mu) {
      double[][] stacked = new double[upper.length][];
      for (int j = 0; j < stacked.length; j++) {
        int rows = upper[j].length;
        stacked[j] = Arrays.copyOf(upper[j], rows + stacked.length);
        stacked[j][rows + j] = Math.sqrt(mu);
      }
      return stacked;
    }

    private double[] solve(HouseholderQr damped, double[] right) {
      int rows = upper[0].length;
      double[] padded = Arrays.copyOf(Arrays.copyOf(right, rows), rows + upper.length);
      return damped.solve(damped.rotate(Vectors.neg(padded)), 0);
    }

    /** Returns w, from the second derivative of the residuals along a step. */
    private double[] bend(HouseholderQr damped, double[] velocity) {
      double[] ahead = objective.residuals(moved(PROBE, velocity));
      double[] slope = new double[residuals.length];
      for (int j = 0; j < columns.length; j++) {
        for (int i = 0; i < slope.length; i++) {
          slope[i] += columns[j][i] * velocity[j];
        }
      }
      double[] second = new double[residuals.length];
      for (int i = 0; i < second.length; i++) {
        second[i] = 2 / PROBE * ((ahead[i] - residuals[i]) / PROBE - slope[i]);
      }
      return solve(damped, qr.rotate(second));
    }

    private double[] model(double[] velocity) {
      double[] seen = new double[upper[0].length];
      for (int j = 0; j < upper.length; j++) {
        for (int i = 0; i < seen.length; i++) {
          seen[i] += upper[j][i] * velocity[j];
        }
      }
      return seen;
    }

    private double[] moved(double share, double[] step) {
      double[] moved = point.clone();
      for (int j = 0; j < moved.length; j++) {
        moved[j] += share * step[j] / scales[j];
      }
      return moved;
    }
  }
}
