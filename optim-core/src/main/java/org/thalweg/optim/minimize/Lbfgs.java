package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
 * BFGS of limited memory with a strong Wolfe search: the product of the inverse Hessian with the
 * gradient comes from the last steps s and changes y of the gradient, by the two-loop recursion
 * from {@code s.y / y.y} of the latest times the identity.
 *
 * <p>Liu and Nocedal 1989; Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4
 * and 7.5. A pair whose product s.y is not positive is left out.
 *
 * @param history the number of steps that are remembered, 1 or more
 * @param sufficientDecrease the share of the decrease along the tangent that a step must reach
 * @param curvature the share of the slope that a step may leave
 */
@Named("lbfgs")
@Doc("Learns the curvature along the last steps from gradients.")
@OptimizerCard(
    family = OptimizerFamily.SECOND_ORDER,
    rule = "d = -H g by two loops over the last s, y; a = strong Wolfe search; x = x + a d",
    state = "history times s, y",
    needs = {OptimizerCard.Need.OBJECTIVE},
    use = "Smooth functions of any number of parameters, on the whole data: the first to try.",
    paper = "Liu and Nocedal 1989")
public record Lbfgs(
    @Default("10") @Doc("The number of steps that are remembered.") int history,
    @Default("0.0001") @Doc("The share of the decrease along the tangent that a step must reach.")
        double sufficientDecrease,
    @Default("0.9") @Doc("The share of the slope that a step may leave.") double curvature)
    implements Minimizer<Lbfgs.Memory> {
  /**
   * What goes from step to step; the latest pair is last, and the first ones are zero until there
   * are as many.
   *
   * @param steps the steps
   * @param changes the changes of the gradient along them
   * @param known the number of pairs that are known, an int64 scalar
   */
  public record Memory(List<Tensor> steps, List<Tensor> changes, Tensor known) {
    /** Copies the lists. */
    public Memory {
      steps = List.copyOf(steps);
      changes = List.copyOf(changes);
    }
  }

  /** Requires a number of one or more, and what the line search requires. */
  public Lbfgs {
    require(history >= 1, "history must be 1 or more, was %s", history);
    new StrongWolfe(sufficientDecrease, curvature);
  }

  /** Makes the method with the usual options. */
  public Lbfgs(int history) {
    this(history, 1e-4, 0.9);
  }

  @Override
  public Memory init(Objective objective, Position start) {
    Tensor zero = Vectors.vector(new double[objective.size()]);
    List<Tensor> zeros = Collections.nCopies(history, zero);
    return new Memory(zeros, zeros, Vectors.count(0));
  }

  @Override
  public Move<Memory> step(Objective objective, Position position, Memory memory) {
    LineSearch search = new StrongWolfe(sufficientDecrease, curvature);
    double[] gradient = Vectors.array(position.gradient());
    int known = (int) Vectors.count(memory.known);
    double[] direction =
        Vectors.neg(product(gradient, latest(memory.steps, known), latest(memory.changes, known)));
    Optional<LineSearch.Found> found = Optional.empty();
    if (known > 0 && Steps.leadsDown(direction, gradient)) {
      found = search.search(objective, position, direction, 1);
    }
    if (found.isEmpty()) {
      known = 0;
      direction = Vectors.neg(gradient);
      found = search.search(objective, position, direction, LineSearch.firstLength(gradient));
    }
    if (found.isEmpty()) {
      return Move.none(position, memory);
    }
    Position to = found.get().position();
    double[] change = Vectors.sub(Vectors.array(to.gradient()), gradient);
    double[] step = Vectors.sub(Vectors.array(to.point()), Vectors.array(position.point()));
    Memory next =
        Bfgs.bends(step, change)
            ? new Memory(
                shifted(memory.steps, step),
                shifted(memory.changes, change),
                Vectors.count(Math.min(history, known + 1)))
            : new Memory(memory.steps, memory.changes, Vectors.count(known));
    return Steps.move(position, found.get(), next);
  }

  private static List<double[]> latest(List<Tensor> vectors, int known) {
    return vectors.subList(vectors.size() - known, vectors.size()).stream()
        .map(Vectors::array)
        .toList();
  }

  private static List<Tensor> shifted(List<Tensor> vectors, double[] latest) {
    List<Tensor> shifted = new ArrayList<>(vectors.subList(1, vectors.size()));
    shifted.add(Vectors.vector(latest));
    return shifted;
  }

  /**
   * Returns the product of the inverse Hessian that pairs tell of with a vector.
   *
   * @param vector the vector
   * @param steps the steps, the latest last
   * @param changes the changes of the gradient along them
   */
  static double[] product(double[] vector, List<double[]> steps, List<double[]> changes) {
    double[] result = vector.clone();
    double[] shares = new double[steps.size()];
    for (int i = steps.size() - 1; i >= 0; i--) {
      double[] change = changes.get(i);
      shares[i] = Vectors.dot(steps.get(i), result) / Vectors.dot(steps.get(i), change);
      result = Vectors.add(result, -shares[i], change);
    }
    if (!steps.isEmpty()) {
      double[] change = changes.getLast();
      double bend = Vectors.dot(steps.getLast(), change);
      result = Vectors.scale(result, bend / Vectors.dot(change, change));
    }
    for (int i = 0; i < steps.size(); i++) {
      double[] step = steps.get(i);
      double back = Vectors.dot(changes.get(i), result) / Vectors.dot(step, changes.get(i));
      result = Vectors.add(result, shares[i] - back, step);
    }
    return result;
  }
}
