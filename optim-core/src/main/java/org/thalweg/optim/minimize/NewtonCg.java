package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.require;

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

/**
 * Newton's method whose linear system is solved by conjugate gradients on exact products of the
 * Hessian with a vector, no further than worth it: until the residual is below {@code min(0.5,
 * sqrt(|g|)) |g|}, or the curvature along a direction is not positive. A strong Wolfe search from
 * length 1 follows.
 *
 * <p>Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 7.1. On negative curvature
 * the solution so far is the direction; at the first product, the gradient.
 *
 * @param products the largest number of Hessian products at a step; 0 for 20 times the number of
 *     parameters
 * @param sufficientDecrease the share of the decrease along the tangent that a step must reach
 * @param curvature the share of the slope that a step may leave
 */
@Named("newton-cg")
@Doc("Newton's method on products of the Hessian with vectors.")
@OptimizerCard(
    family = OptimizerFamily.SECOND_ORDER,
    rule = "solve H d = -g by truncated conjugate gradients; a = strong Wolfe search; x = x + a d",
    needs = {OptimizerCard.Need.OBJECTIVE},
    use = "Many parameters and a Hessian that differs much from a multiple of the identity.",
    paper = "Dembo and Steihaug 1983")
public record NewtonCg(
    @Default("0") @Doc("The largest number of Hessian products at a step, 0 for 20 a parameter.")
        int products,
    @Default("0.0001") @Doc("The share of the decrease along the tangent that a step must reach.")
        double sufficientDecrease,
    @Default("0.9") @Doc("The share of the slope that a step may leave.") double curvature)
    implements Minimizer<NewtonCg.Nothing> {
  /** Nothing is kept. */
  public record Nothing() {}

  /** Requires a number of zero or more, and what the line search requires. */
  public NewtonCg {
    require(products >= 0, "products must be 0 or more, was %s", products);
    new StrongWolfe(sufficientDecrease, curvature);
  }

  /** Makes the method with the usual options. */
  public NewtonCg() {
    this(0, 1e-4, 0.9);
  }

  @Override
  public Nothing init(Objective objective, Position start) {
    return new Nothing();
  }

  @Override
  public Move<Nothing> step(Objective objective, Position position, Nothing memory) {
    LineSearch search = new StrongWolfe(sufficientDecrease, curvature);
    double[] gradient = Vectors.array(position.gradient());
    double[] direction = direction(objective, Vectors.array(position.point()), gradient);
    Optional<LineSearch.Found> found =
        Steps.leadsDown(direction, gradient)
            ? search.search(objective, position, direction, 1)
            : Optional.empty();
    if (found.isEmpty()) {
      found =
          search.search(
              objective, position, Vectors.neg(gradient), LineSearch.firstLength(gradient));
    }
    return found
        .map(to -> Steps.move(position, to, memory))
        .orElseGet(() -> Move.none(position, memory));
  }

  private double[] direction(Objective objective, double[] point, double[] gradient) {
    double norm = Vectors.norm(gradient);
    double enough = Math.min(0.5, Math.sqrt(norm)) * norm;
    double[] solution = new double[gradient.length];
    double[] residual = gradient;
    double[] search = Vectors.neg(gradient);
    double square = Vectors.dot(residual, residual);
    long most = products > 0 ? products : 20L * gradient.length;
    for (long i = 0; i < most && Math.sqrt(square) > enough; i++) {
      double[] bent = objective.hessianProduct(point, search);
      double bend = Vectors.dot(search, bent);
      if (!(bend > 3 * Math.ulp(1.0) * Vectors.dot(search, search)) || !Double.isFinite(bend)) {
        return i == 0 ? search : solution;
      }
      double length = square / bend;
      solution = Vectors.add(solution, length, search);
      residual = Vectors.add(residual, length, bent);
      double next = Vectors.dot(residual, residual);
      search = Vectors.add(Vectors.neg(residual), next / square, search);
      square = next;
    }
    return solution;
  }
}
