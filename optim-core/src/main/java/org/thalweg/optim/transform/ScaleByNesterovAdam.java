package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
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
 * Adam whose mean looks a step ahead: {@code (beta1 m / (1 - beta1^(t+1)) + (1 - beta1) g / (1 -
 * beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)}. Unlike {@link ScaleByNadam} the momentum does
 * not change.
 *
 * <p>Dozat, "Incorporating Nesterov momentum into Adam", 2016. Optax's scale_by_adam with nesterov.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-nesterov-adam")
@Doc("Adam whose mean looks a step ahead.")
public record ScaleByNesterovAdam(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByNesterovAdam.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByNesterovAdam {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    ScaleByAdam adam = new ScaleByAdam(beta1, beta2, epsilon);
    ScaleByAdam.State next = adam.next(gradients, new ScaleByAdam.State(state.mean, state.square));
    Tensor old = unbias(beta1, context.count().add(1)).mul(beta1);
    Tensor fresh = unbias(beta1, context).mul(1 - beta1);
    Tensor root = unbias(beta2, context).sqrt();
    Parameters updates =
        gradients.map((name, g) ->
            times(next.mean().get(name), old)
                .add(times(g, fresh))
                .div(times(next.square().get(name).sqrt(), root).add(epsilon)));
    return new Updates<>(updates, new State(next.mean(), next.square()));
  }
}
