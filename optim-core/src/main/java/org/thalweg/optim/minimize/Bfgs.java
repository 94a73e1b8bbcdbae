package org.thalweg.optim.minimize;

import java.util.Optional;
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
 * The method of Broyden, Fletcher, Goldfarb and Shanno with a strong Wolfe search: {@code d = -H g;
 * s = a d; y = g' - g; H' = (I - s y' / y.s) H (I - y s' / y.s) + s s' / y.s}, where s' and y' in
 * products are rows.
 *
 * <p>H is the identity at first, and {@code s.y / y.y} times it before the first update. An update
 * that would not keep H positive is left out. Nocedal and Wright, Numerical Optimization, 2nd
 * edition, algorithm 6.1.
 *
 * @param sufficientDecrease the share of the decrease along the tangent that a step must reach
 * @param curvature the share of the slope that a step may leave
 */
@Named("bfgs")
@Doc("Learns the whole inverse Hessian from gradients.")
@OptimizerCard(
    family = OptimizerFamily.SECOND_ORDER,
    rule = "a = strong Wolfe search along -H g; x = x - a H g; H = BFGS update of H",
    state = "H, the square of the number of parameters",
    needs = {OptimizerCard.Need.OBJECTIVE},
    use = "Smooth functions of up to some hundred parameters.",
    paper = "Broyden, Fletcher, Goldfarb and Shanno 1970")
public record Bfgs(
    @Default("0.0001") @Doc("The share of the decrease along the tangent that a step must reach.")
        double sufficientDecrease,
    @Default("0.9") @Doc("The share of the slope that a step may leave.") double curvature)
    implements Minimizer<Bfgs.Memory> {
  /**
   * What goes from step to step.
   *
   * @param inverse the inverse Hessian as it is known, [n, n]
   * @param updates the number of updates of it, an int64 scalar
   */
  public record Memory(Tensor inverse, Tensor updates) {}

  /** Requires what the line search requires. */
  public Bfgs {
    new StrongWolfe(sufficientDecrease, curvature);
  }

  /** Makes the method with the usual options. */
  public Bfgs() {
    this(1e-4, 0.9);
  }

  @Override
  public Memory init(Objective objective, Position start) {
    return memory(identity(objective.size(), 1), objective.size(), 0);
  }

  private static Memory memory(double[] inverse, int size, long updates) {
    return new Memory(Vectors.tensor(Shape.of(size, size), inverse), Vectors.count(updates));
  }

  private static double[] identity(int size, double factor) {
    double[] identity = new double[size * size];
    for (int i = 0; i < size; i++) {
      identity[i * size + i] = factor;
    }
    return identity;
  }

  @Override
  public Move<Memory> step(Objective objective, Position position, Memory memory) {
    LineSearch search = new StrongWolfe(sufficientDecrease, curvature);
    int size = objective.size();
    double[] gradient = Vectors.array(position.gradient());
    double[] inverse = Vectors.array(memory.inverse);
    long updates = Vectors.count(memory.updates);
    double[] direction = Vectors.neg(times(inverse, gradient));
    Optional<LineSearch.Found> found = Optional.empty();
    if (updates > 0 && Steps.leadsDown(direction, gradient)) {
      found = search.search(objective, position, direction, 1);
    }
    if (found.isEmpty()) {
      updates = 0;
      direction = Vectors.neg(gradient);
      found = search.search(objective, position, direction, LineSearch.firstLength(gradient));
    }
    if (found.isEmpty()) {
      return Move.none(position, memory);
    }
    Position to = found.get().position();
    double[] change = Vectors.sub(Vectors.array(to.gradient()), gradient);
    double[] step = Vectors.sub(Vectors.array(to.point()), Vectors.array(position.point()));
    double bend = Vectors.dot(step, change);
    boolean useful = bends(step, change);
    if (updates == 0) {
      inverse = identity(size, useful ? bend / Vectors.dot(change, change) : 1);
    }
    if (useful) {
      update(inverse, step, change, bend);
      updates++;
    }
    return Steps.move(position, found.get(), memory(inverse, size, updates));
  }

  /** Returns whether a change of the gradient shows that the function bends upwards. */
  static boolean bends(double[] step, double[] change) {
    return Vectors.dot(step, change) > Math.ulp(1.0) * Vectors.norm(step) * Vectors.norm(change);
  }

  private static double[] times(double[] matrix, double[] vector) {
    int size = vector.length;
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += matrix[i * size + j] * vector[j];
      }
      product[i] = sum;
    }
    return product;
  }

  private static void update(double[] inverse, double[] step, double[] change, double bend) {
    int size = step.length;
    double[] seen = times(inverse, change);
    double both = (1 + Vectors.dot(change, seen) / bend) / bend;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        inverse[i * size + j] +=
            both * (step[i] * step[j]) - (seen[i] * step[j] + step[i] * seen[j]) / bend;
      }
    }
  }
}
