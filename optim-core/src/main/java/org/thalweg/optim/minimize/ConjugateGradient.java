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
import org.thalweg.api.tensor.Tensor;

/**
 * Nonlinear conjugate gradients with a strong Wolfe search: {@code x' = x + a d; d' = -g' + beta
 * d}.
 *
 * <p>With {@code y = g' - g}, beta is {@code g'.g' / g.g} (Fletcher-Reeves), {@code max(0, g'.y /
 * g.g)} (Polak-Ribiere, cut at zero), {@code g'.y / d.y} (Hestenes-Stiefel) or {@code g'.g' / d.y}
 * (Dai-Yuan). It starts afresh along the gradient after {@code restart} steps, where the gradients
 * of two steps are far from orthogonal, {@code |g'.g| >= 0.2 g'.g'} (Powell 1977), and where a
 * direction does not lead down. Nocedal and Wright, Numerical Optimization, 2nd edition, section
 * 5.2.
 *
 * @param formula the formula of beta
 * @param restart the number of steps after which it starts afresh, 0 for never
 * @param sufficientDecrease the share of the decrease along the tangent that a step must reach
 * @param curvature the share of the slope that a step may leave; below 0.5, so that Fletcher and
 *     Reeves's directions lead down
 */
@Named("conjugate-gradient")
@Doc("Steps along directions that are conjugate on a quadratic function.")
@OptimizerCard(
    family = OptimizerFamily.GRADIENT_DESCENT,
    rule = "a = strong Wolfe search along d; x = x + a d; d = -g + beta d",
    state = "d",
    needs = {OptimizerCard.Need.OBJECTIVE},
    use = "Many parameters and little memory: a few vectors are all it keeps.",
    paper = "Fletcher and Reeves 1964; Polak and Ribiere 1969; Dai and Yuan 1999")
public record ConjugateGradient(
    @Default("polak-ribiere") @Doc("The formula of beta.") Formula formula,
    @Default("0") @Doc("The number of steps after which it starts afresh, 0 for never.")
        int restart,
    @Default("0.0001") @Doc("The share of the decrease along the tangent that a step must reach.")
        double sufficientDecrease,
    @Default("0.1") @Doc("The share of the slope that a step may leave.") double curvature)
    implements Minimizer<ConjugateGradient.Memory> {
  /** Gradients of two steps whose cosine is larger than this are not orthogonal. */
  private static final double ORTHOGONAL = 0.2;

  /** The formula of beta. */
  public enum Formula {
    /** Fletcher's and Reeves's. */
    FLETCHER_REEVES,
    /** Polak's and Ribiere's, zero where it would be negative. */
    POLAK_RIBIERE,
    /** Hestenes's and Stiefel's. */
    HESTENES_STIEFEL,
    /** Dai's and Yuan's. */
    DAI_YUAN
  }

  /**
   * What goes from step to step.
   *
   * @param direction the direction of the next step
   * @param promise the length of the step before times its slope, 0 at first
   * @param steps the number of steps since the last start, an int64 scalar
   */
  public record Memory(Tensor direction, Tensor promise, Tensor steps) {}

  /** Requires a number of zero or more, and what the line search requires. */
  public ConjugateGradient {
    require(restart >= 0, "restart must be 0 or more, was %s", restart);
    new StrongWolfe(sufficientDecrease, curvature);
    require(curvature < 0.5, "curvature must be below 0.5, was %s", curvature);
  }

  /** Makes conjugate gradients by a formula, with the usual options. */
  public ConjugateGradient(Formula formula) {
    this(formula, 0, 1e-4, 0.1);
  }

  @Override
  public Memory init(Objective objective, Position start) {
    return new Memory(
        Vectors.vector(Vectors.neg(Vectors.array(start.gradient()))),
        Vectors.scalar(0),
        Vectors.count(0));
  }

  @Override
  public Move<Memory> step(Objective objective, Position position, Memory memory) {
    LineSearch search = new StrongWolfe(sufficientDecrease, curvature);
    double[] gradient = Vectors.array(position.gradient());
    double[] direction = Vectors.array(memory.direction);
    double expected = memory.promise.item() / Vectors.dot(gradient, direction);
    double first = expected > 0 ? expected : LineSearch.firstLength(gradient);
    long steps = Vectors.count(memory.steps);
    Optional<LineSearch.Found> found = search.search(objective, position, direction, first);
    if (found.isEmpty() && steps > 0) {
      direction = Vectors.neg(gradient);
      steps = 0;
      found = search.search(objective, position, direction, LineSearch.firstLength(gradient));
    }
    if (found.isEmpty()) {
      return Move.none(position, memory);
    }
    LineSearch.Found to = found.get();
    double[] next = Vectors.array(to.position().gradient());
    boolean afresh =
        restart > 0 && steps + 1 >= restart
            || Math.abs(Vectors.dot(next, gradient)) >= ORTHOGONAL * Vectors.dot(next, next);
    double[] turned = Vectors.add(Vectors.neg(next), beta(next, gradient, direction), direction);
    boolean down = !afresh && Steps.leadsDown(turned, next);
    return Steps.move(
        position,
        to,
        new Memory(
            Vectors.vector(down ? turned : Vectors.neg(next)),
            Vectors.scalar(to.length() * Vectors.dot(gradient, direction)),
            Vectors.count(down ? steps + 1 : 0)));
  }

  /** Returns the share of the direction that the next one keeps. */
  private double beta(double[] next, double[] gradient, double[] direction) {
    double[] change = Vectors.sub(next, gradient);
    return switch (formula) {
      case FLETCHER_REEVES -> Vectors.dot(next, next) / Vectors.dot(gradient, gradient);
      case POLAK_RIBIERE ->
          Math.max(0, Vectors.dot(next, change) / Vectors.dot(gradient, gradient));
      case HESTENES_STIEFEL -> Vectors.dot(next, change) / Vectors.dot(direction, change);
      case DAI_YUAN -> Vectors.dot(next, next) / Vectors.dot(direction, change);
    };
  }
}
