package org.thalweg.optim.transform;

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

/**
 * The sign of gradients mixed with their running mean, {@code sign(beta1 m + (1 - beta1) g)}, then
 * {@code m = beta2 m + (1 - beta2) g}.
 *
 * <p>Chen et al., "Symbolic discovery of optimization algorithms", 2023, arXiv:2302.06675. Optax's
 * scale_by_lion.
 *
 * @param beta1 the share of the running mean in a step, from 0 to below 1
 * @param beta2 the share of itself that the running mean keeps, from 0 to below 1
 */
@Named("scale-by-lion")
@Doc("The sign of a mean of the gradient and its running mean.")
public record ScaleByLion(
    @Default("0.9") @Doc("The share of the running mean in a step.") double beta1,
    @Default("0.99") @Doc("The share of itself that the running mean keeps.") double beta2)
    implements GradientTransform<ScaleByLion.State> {
  /**
   * A running mean, zero at first.
   *
   * @param mean the running mean of gradients
   */
  public record State(Parameters mean) {}

  /** Requires numbers in their ranges. */
  public ScaleByLion {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    return new Updates<>(
        mean(state.mean, gradients, beta1).map(Tensor::sign),
        new State(mean(state.mean, gradients, beta2)));
  }
}
