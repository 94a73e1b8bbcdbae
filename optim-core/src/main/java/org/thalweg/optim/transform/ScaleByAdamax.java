package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;
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
 * The running mean of gradients, freed of its bias, over the largest size of gradients, which
 * decays: {@code m / (1 - beta1^t) / u} with {@code u = max(beta2 u, |g| + epsilon)}.
 *
 * <p>Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv:1412.6980, section
 * 7.1. PyTorch's Adamax and Optax's scale_by_adamax.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the largest size keeps at a step, from 0 to below 1
 * @param epsilon what is added to the size of a gradient, above 0
 */
@Named("scale-by-adamax")
@Doc("The running mean of gradients over their largest size, which decays.")
public record ScaleByAdamax(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the largest size keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the size of a gradient.") double epsilon)
    implements GradientTransform<ScaleByAdamax.State> {
  /**
   * A mean and a size, zero at first.
   *
   * @param mean the running mean of gradients
   * @param largest their largest size, which decays
   */
  public record State(Parameters mean, Parameters largest) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdamax {
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
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters largest =
        state.largest.zip(gradients, (u, g) -> u.mul(beta2).maximum(g.abs().add(epsilon)));
    return new Updates<>(
        times(mean, unbias(beta1, context)).zip(largest, Tensor::div), new State(mean, largest));
  }
}
