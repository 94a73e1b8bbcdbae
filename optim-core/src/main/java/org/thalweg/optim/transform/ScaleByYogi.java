package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Adam whose mean square moves towards a squared gradient by an amount that does not depend on
 * their distance: {@code v = v - (1 - beta2) sign(v - g^2) g^2}.
 *
 * <p>Zaheer et al., "Adaptive methods for nonconvex optimization", 2018. Numbers are those of
 * Optax's scale_by_yogi: both means begin at {@code initial}, so that the very first steps are not
 * quite zero for zero gradients.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param initial both means before the first step, 0 or more
 */
@Named("scale-by-yogi")
@Doc("Adam whose mean square changes by a bounded amount.")
public record ScaleByYogi(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-3") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-6") @Doc("Both means before the first step.") double initial)
    implements GradientTransform<ScaleByYogi.State> {
  /**
   * Running means.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByYogi {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(initial, "initial");
  }

  @Override
  public State init(Parameters parameters) {
    Parameters first = parameters.map(p -> Tensors.fullLike(p, initial));
    return new State(first, first);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square =
        state.square.zip(
            gradients,
            (v, g) -> {
              Tensor fresh = g.square();
              return v.sub(v.sub(fresh).sign().mul(fresh).mul(1 - beta2));
            });
    ScaleByAdam adam = new ScaleByAdam(beta1, beta2, epsilon);
    return new Updates<>(adam.ratio(mean, square, context), new State(mean, square));
  }
}
