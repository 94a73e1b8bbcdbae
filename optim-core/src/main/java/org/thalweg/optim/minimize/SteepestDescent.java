package org.thalweg.optim.minimize;

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
 * Gradient descent with a line search: {@code x = x - a g}.
 *
 * <p>The first length of a search promises the decrease of the step before, at the new slope
 * (Nocedal and Wright, Numerical Optimization, 2nd edition, section 3.5); the very first is {@code
 * 1 / max(1, |g|)}.
 *
 * @param search how the length is found
 * @param sufficientDecrease the share of the decrease along the tangent that a step must reach
 * @param curvature the share of the slope that a strong Wolfe step may leave
 * @param shrink the factor from one length to the next of Armijo's search
 */
@Named("steepest-descent")
@Doc("Steps against the gradient, as long as a line search says.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule = "a = line search along -g; x = x - a g",
    state = "a number",
    needs = {OptimizerCard.Need.OBJECTIVE},
    use = "A baseline: it always goes down, and creeps along valleys.",
    paper = "Cauchy 1847; Armijo 1966")
public record SteepestDescent(
    @Default("armijo") @Doc("How the length of a step is found.") Search search,
    @Default("0.0001") @Doc("The share of the decrease along the tangent that a step must reach.")
        double sufficientDecrease,
    @Default("0.9") @Doc("The share of the slope that a strong Wolfe step may leave.")
        double curvature,
    @Default("0.5") @Doc("The factor from one length to the next of Armijo's search.")
        double shrink)
    implements Minimizer<SteepestDescent.Memory> {
  /** How the length of a step is found. */
  public enum Search {
    /** Backtracking until the value is low enough. */
    ARMIJO,
    /** A low value where the line is flat. */
    STRONG_WOLFE
  }

  /**
   * What goes from step to step.
   *
   * @param promise the length of the step before times its slope, 0 at first
   */
  public record Memory(Tensor promise) {}

  /** Requires what the line searches require. */
  public SteepestDescent {
    search(search, sufficientDecrease, curvature, shrink);
  }

  /** Makes gradient descent with a line search of the usual options. */
  public SteepestDescent(Search search) {
    this(search, 1e-4, 0.9, 0.5);
  }

  private static LineSearch search(Search search, double decrease, double curve, double shrink) {
    Armijo armijo = new Armijo(decrease, shrink);
    StrongWolfe wolfe = new StrongWolfe(decrease, curve);
    return search == Search.ARMIJO ? armijo : wolfe;
  }

  @Override
  public Memory init(Objective objective, Position start) {
    return new Memory(Vectors.scalar(0));
  }

  @Override
  public Move<Memory> step(Objective objective, Position position, Memory memory) {
    double[] gradient = Vectors.array(position.gradient());
    double slope = -Vectors.dot(gradient, gradient);
    double expected = memory.promise.item() / slope;
    double first = expected > 0 ? expected : LineSearch.firstLength(gradient);
    // a backtracking search cannot lengthen its steps itself
    double opening = search == Search.ARMIJO && expected > 0 ? first / shrink : first;
    Optional<LineSearch.Found> found =
        search(search, sufficientDecrease, curvature, shrink)
            .search(objective, position, Vectors.neg(gradient), opening);
    return found
        .map(to -> Steps.move(position, to, new Memory(Vectors.scalar(to.length() * slope))))
        .orElseGet(() -> Move.none(position, memory));
  }
}
