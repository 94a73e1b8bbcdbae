package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.requirePositive;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.minimize.Move;
import org.thalweg.api.minimize.Objective;
import org.thalweg.api.minimize.Position;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.tensor.Tensor;

/**
 * Nelder and Mead's simplex: the highest of n + 1 corners is reflected at the middle of the others,
 * and the simplex expands, contracts or shrinks by the value found there.
 *
 * <p>It takes no gradient. It ends by the size of the simplex, the largest difference of an element
 * to the lowest corner's, not by values. SciPy's {@code minimize(method="Nelder-Mead")}; adaptive
 * coefficients are those of Gao and Han 2012: expansion {@code 1 + 2/n}, contraction {@code 3/4 -
 * 1/(2n)}, shrinking {@code 1 - 1/n}, in place of 2, 1/2 and 1/2.
 *
 * @param adaptive whether coefficients depend on the number of parameters; better for many
 * @param spread the relative length of the edges of the first simplex; an element of 0 moves by
 *     0.00025
 */
@Named("nelder-mead")
@Doc("Moves a simplex downhill by values alone.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule = "reflect the highest corner of a simplex at the others; expand, contract or shrink",
    state = "n + 1 corners and their values",
    needs = {OptimizerCard.Need.OBJECTIVE},
    use = "A few parameters of a function that has no useful gradient.",
    paper = "Nelder and Mead 1965; Gao and Han 2012")
public record NelderMead(
    @Default("false") @Doc("Whether coefficients depend on the number of parameters.")
        boolean adaptive,
    @Default("0.05") @Doc("The relative length of the edges of the first simplex.") double spread)
    implements Minimizer<NelderMead.Memory> {
  private static final double OF_ZERO = 0.00025;

  /**
   * What goes from step to step.
   *
   * @param corners the corners of the simplex, from the lowest to the highest, [n + 1, n]
   * @param values the values there
   */
  public record Memory(Tensor corners, Tensor values) {}

  /** Requires a positive number. */
  public NelderMead {
    requirePositive(spread, "spread");
  }

  /** Makes the method with the usual options. */
  public NelderMead() {
    this(false, 0.05);
  }

  @Override
  public Position start(Objective objective, double[] point) {
    return Position.of(point, objective.value(point), new double[0]);
  }

  @Override
  public Memory init(Objective objective, Position start) {
    double[] point = Vectors.array(start.point());
    double[][] corners = new double[point.length + 1][];
    double[] values = new double[point.length + 1];
    corners[0] = point;
    values[0] = start.f();
    for (int i = 0; i < point.length; i++) {
      double[] corner = point.clone();
      corner[i] = corner[i] == 0 ? OF_ZERO : (1 + spread) * corner[i];
      corners[i + 1] = corner;
      values[i + 1] = objective.value(corner);
    }
    return sorted(corners, values);
  }

  private static Memory sorted(double[][] corners, double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int size = corners[0].length;
    double[] flat = new double[corners.length * size];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(corners[order[i]], 0, flat, i * size, size);
    }
    return new Memory(
        Vectors.tensor(Shape.of(corners.length, size), flat),
        Vectors.vector(Arrays.stream(order).mapToDouble(i -> values[i]).toArray()));
  }

  @Override
  public Move<Memory> step(Objective objective, Position position, Memory memory) {
    int size = objective.size();
    double[] flat = Vectors.array(memory.corners);
    double[] values = Vectors.array(memory.values);
    double[][] corners = new double[size + 1][];
    for (int i = 0; i <= size; i++) {
      corners[i] = Arrays.copyOfRange(flat, i * size, (i + 1) * size);
    }
    new Turn(objective, corners, values).take();
    Memory next = sorted(corners, values);
    double[] sorted = Vectors.array(next.corners);
    double[] lowest = Arrays.copyOf(sorted, size);
    double widest = 0;
    for (int i = size; i < sorted.length; i++) {
      widest = Math.max(widest, Math.abs(sorted[i] - lowest[i % size]));
    }
    return new Move<>(
        Position.of(lowest, Vectors.array(next.values)[0], new double[0]),
        next,
        true,
        Double.POSITIVE_INFINITY,
        widest / Math.max(1, Vectors.largest(lowest)));
  }

  /** One change of a simplex. */
  private final class Turn {
    private final Objective objective;
    private final double[][] corners;
    private final double[] values;
    private final int size;
    private final double[] middle;

    Turn(Objective objective, double[][] corners, double[] values) {
      this.objective = objective;
      this.corners = corners;
      this.values = values;
      this.size = corners[0].length;
      double[] sum = new double[size];
      for (int i = 0; i < size; i++) {
        sum = Vectors.add(sum, 1, corners[i]);
      }
      this.middle = Vectors.scale(sum, 1.0 / size);
    }

    void take() {
      double expansion = adaptive ? 1 + 2.0 / size : 2;
      double contraction = adaptive ? 0.75 - 1.0 / (2 * size) : 0.5;
      double[] reflected = at(1);
      double value = value(reflected);
      if (value < values[0]) {
        double[] expanded = at(expansion);
        double further = value(expanded);
        if (further < value) {
          replace(expanded, further);
        } else {
          replace(reflected, value);
        }
      } else if (value < values[size - 1]) {
        replace(reflected, value);
      } else {
        boolean outside = value < values[size];
        double[] contracted = at(outside ? contraction : -contraction);
        double nearer = value(contracted);
        if (outside ? nearer <= value : nearer < values[size]) {
          replace(contracted, nearer);
        } else {
          shrink(adaptive ? 1 - 1.0 / size : 0.5);
        }
      }
    }

    /** Returns the point beyond the middle by a share of its distance to the highest corner. */
    private double[] at(double share) {
      return Vectors.add(Vectors.scale(middle, 1 + share), -share, corners[size]);
    }

    /** Returns the value at a point; what is no number is highest. */
    private double value(double[] point) {
      double value = objective.value(point);
      return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private void replace(double[] corner, double value) {
      corners[size] = corner;
      values[size] = value;
    }

    private void shrink(double share) {
      for (int i = 1; i <= size; i++) {
        corners[i] = Vectors.add(corners[0], share, Vectors.sub(corners[i], corners[0]));
        values[i] = value(corners[i]);
      }
    }
  }
}
