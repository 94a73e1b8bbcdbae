package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * A mix of gradients and their running mean: {@code (1 - nu) g + nu b} with {@code b = momentum b +
 * (1 - momentum) g}.
 *
 * <p>Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", 2019, arXiv:1810.06801.
 *
 * @param momentum the share of itself that the mean keeps, from 0 to below 1
 * @param nu the share of the mean in the result, from 0 to 1
 */
@Named("quasi-hyperbolic-momentum")
@Doc("A mix of gradients and their running mean.")
public record QuasiHyperbolicMomentum(
    @Default("0.999") @Doc("The share of itself that the mean keeps.") double momentum,
    @Default("0.7") @Doc("The share of the mean in the result.") double nu)
    implements GradientTransform<QuasiHyperbolicMomentum.State> {
  /**
   * A running mean, zero at first.
   *
   * @param mean the running mean of gradients
   */
  public record State(Parameters mean) {}

  /** Requires numbers in their ranges. */
  public QuasiHyperbolicMomentum {
    requireDecay(momentum, "momentum");
    require(0 <= nu && nu <= 1, "nu must lie between 0 and 1, was %s", nu);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, momentum);
    return new Updates<>(mean(gradients, mean, 1 - nu), new State(mean));
  }
}
