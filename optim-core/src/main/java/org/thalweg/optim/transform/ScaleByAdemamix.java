package org.thalweg.optim.transform;

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
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.range.Ranges;

/**
 * Adam with a second, slower running mean of gradients: {@code (m1 / (1 - beta1^t) + alpha m2) /
 * (sqrt(v / (1 - beta2^t)) + epsilon)} with {@code m2 = beta3 m2 + (1 - beta3) g}.
 *
 * <p>Pagliardini, Ablin and Grangier, "The AdEMAMix optimizer: better, faster, older", 2024,
 * arXiv:2409.03137. Optax's scale_by_ademamix.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param beta3 the share of itself that the slow mean keeps at a step, from 0 to below 1
 * @param alpha the factor of the slow mean, 0 or more
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-ademamix")
@Doc("Adam with a second, slower mean of gradients.")
public record ScaleByAdemamix(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("0.9999") @Doc("The share of itself that the slow mean keeps.") Schedule beta3,
    @Default("6.0") @Doc("The factor of the slow mean.") Schedule alpha,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByAdemamix.State> {
  /**
   * Running means, zero at first.
   *
   * @param fast a running mean of gradients
   * @param slow a slower one
   * @param square that of their squares
   */
  public record State(Parameters fast, Parameters slow, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdemamix {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireDecay(beta3, "beta3");
    Ranges.requireNonNegative(alpha, "alpha");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor keep = context.at(beta3);
    Tensor factor = context.at(alpha);
    Parameters fast = mean(state.fast, gradients, beta1);
    Parameters slow =
        state.slow.zip(gradients, (m, g) -> times(m, keep).add(times(g, keep.rsub(1))));
    Parameters square = square(state.square, gradients, beta2);
    Parameters mix =
        times(fast, unbias(beta1, context)).zip(slow, (m, old) -> m.add(times(old, factor)));
    Tensor root = unbias(beta2, context).sqrt();
    return new Updates<>(
        mix.zip(square, (m, v) -> m.div(times(v.sqrt(), root).add(epsilon))),
        new State(fast, slow, square));
  }
}
