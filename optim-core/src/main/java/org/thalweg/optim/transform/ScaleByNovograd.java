package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.norm;
import static org.thalweg.optim.transform.Averages.times;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Momentum of gradients over their length, one running mean of squared lengths for each tensor:
 * {@code m = beta1 m + g / (sqrt(v) + epsilon) + weightDecay p} with {@code v = beta2 v + (1 -
 * beta2) |g|^2}, where the first v is {@code |g|^2}.
 *
 * <p>Ginsburg et al., "Stochastic gradient methods with layer-wise adaptive moments for training of
 * deep networks", 2019, arXiv:1905.11286. Optax's scale_by_novograd.
 *
 * @param beta1 the share of itself that the momentum keeps, from 0 to below 1
 * @param beta2 the share of itself that the mean squared length keeps, from 0 to below 1
 * @param epsilon what is added to the length, above 0
 * @param weightDecay the share of the parameter that the momentum takes in, 0 or more
 */
@Named("scale-by-novograd")
@Doc("Momentum of gradients over their running length, for each tensor.")
public record ScaleByNovograd(
    @Default("0.9") @Doc("The share of itself that the momentum keeps.") double beta1,
    @Default("0.25") @Doc("The share of itself that the mean squared length keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the length.") double epsilon,
    @Default("0.0") @Doc("The share of the parameter that the momentum takes in.")
        double weightDecay)
    implements GradientTransform<ScaleByNovograd.State> {
  /**
   * Momentum and lengths, zero at first.
   *
   * @param momentum the momentum
   * @param length the running mean of squared lengths, a float64 scalar for each tensor
   */
  public record State(Parameters momentum, Parameters length) {}

  /** Requires numbers in their ranges. */
  public ScaleByNovograd {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.map(_ -> Tensor.scalar(0, DType.FLOAT64)));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor first = context.step().eq(1);
    Parameters length =
        state.length.zip(
            gradients,
            (v, g) -> {
              Tensor fresh = norm(g).square();
              return where(first, fresh, v.mul(beta2).add(fresh.mul(1 - beta2)));
            });
    Parameters momentum =
        state.momentum.map((name, m) -> {
          Tensor scale = length.get(name).sqrt().add(epsilon).reciprocal();
          Tensor decay = context.parameters().get(name).mul(weightDecay);
          return m.mul(beta1).add(times(gradients.get(name), scale)).add(decay);
        });
    return new Updates<>(momentum, new State(momentum, length));
  }
}
