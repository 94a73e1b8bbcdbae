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

/**
 * Gauss and Newton's method of least squares, damped: {@code d} makes {@code |J d + r|} least;
 * {@code x = x + a d} with a from 1 by backtracking.
 *
 * <p>The linear problem is solved by a pivoted QR of the Jacobian with columns of length one; what
 * its rank does not decide stays as it is. Nocedal and Wright, Numerical Optimization, 2nd edition,
 * section 10.3.
 *
 * @param sufficientDecrease the share of the decrease along the tangent that a step must reach
 * @param shrink the factor from one length to the next
 */
@Named("gauss-newton")
@Doc("Solves linear least squares again and again.")
@OptimizerCard(
    family = OptimizerFamily.SECOND_ORDER,
    rule = "d = argmin |J d + r|; a = backtracking from 1; x = x + a d",
    needs = {OptimizerCard.Need.RESIDUALS},
    use = "Least squares that fit well, from a good start; otherwise levenberg-marquardt.",
    paper = "Gauss 1809")
public record GaussNewton(
    @Default("0.0001") @Doc("The share of the decrease along the tangent that a step must reach.")
        double sufficientDecrease,
    @Default("0.5") @Doc("The factor from one length to the next.") double shrink)
    implements Minimizer<GaussNewton.Nothing> {
  /** Nothing is kept. */
  public record Nothing() {}

  /** Requires what the line search requires. */
  public GaussNewton {
    new Armijo(sufficientDecrease, shrink);
  }

  /** Makes the method with the usual options. */
  public GaussNewton() {
    this(1e-4, 0.5);
  }

  @Override
  public Nothing init(Objective objective, Position start) {
    return new Nothing();
  }

  @Override
  public Move<Nothing> step(Objective objective, Position position, Nothing memory) {
    double[] point = Vectors.array(position.point());
    double[][] columns = objective.jacobian(point);
    double[] scales = LevenbergMarquardt.lengths(columns);
    HouseholderQr qr = HouseholderQr.of(LevenbergMarquardt.divided(columns, scales), true);
    double[] right = qr.rotate(Vectors.neg(objective.residuals(point)));
    double[] scaled = qr.solve(right, Math.ulp(1.0) * Math.max(right.length, scales.length));
    double[] direction = new double[scaled.length];
    for (int j = 0; j < direction.length; j++) {
      direction[j] = scaled[j] / scales[j];
    }
    LineSearch search = new Armijo(sufficientDecrease, shrink);
    Optional<LineSearch.Found> found = search.search(objective, position, direction, 1);
    return found
        .map(to -> Steps.move(position, to, memory))
        .orElseGet(() -> Move.none(position, memory));
  }
}
