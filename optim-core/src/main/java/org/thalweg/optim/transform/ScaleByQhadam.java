package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Averages.unbias;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam whose means are mixed with the gradient itself: {@code ((1 - nu1) g + nu1 m) / (sqrt((1 -
 * nu2) g^2 + nu2 v) + epsilon)}, m and v freed of their bias.
 *
 * <p>Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", 2019, arXiv:1810.06801.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param nu1 the share of the mean of gradients, from 0 to 1
 * @param nu2 the share of the mean square, from 0 to 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-qhadam")
@Doc("Adam with shares of the gradient itself above and below.")
public record ScaleByQhadam(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1.0") @Doc("The share of the mean of gradients.") double nu1,
    @Default("1.0") @Doc("The share of the mean square.") double nu2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByQhadam.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByQhadam {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    require(0 <= nu1 && nu1 <= 1, "nu1 must lie between 0 and 1, was %s", nu1);
    require(0 <= nu2 && nu2 <= 1, "nu2 must lie between 0 and 1, was %s", nu2);
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square = square(state.square, gradients, beta2);
    Tensor first = unbias(beta1, context).mul(nu1);
    Tensor second = unbias(beta2, context).mul(nu2);
    Parameters updates =
        gradients.map((name, g) -> {
          Tensor above = g.mul(1 - nu1).add(times(mean.get(name), first));
          Tensor below = g.square().mul(1 - nu2).add(times(square.get(name), second));
          return above.div(below.sqrt().add(epsilon));
        });
    return new Updates<>(updates, new State(mean, square));
  }
}
