package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * The running mean of gradients that are scaled by the mean square of the steps before: {@code m =
 * beta1 m + (1 - beta1) clip(g / max(sqrt(v), epsilon), (t - 1)^(1/4))}, then {@code v = beta2 v +
 * (1 - beta2) g^2}. The first step only sets {@code v = g^2}.
 *
 * <p>Taniguchi et al., "ADOPT: modified Adam can converge with any beta2 with the optimal rate",
 * 2024, arXiv:2411.02853. Optax's scale_by_adopt.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon the least that the root of the mean square counts as, above 0
 * @param nesterov whether the mean looks a step ahead
 * @param clipping whether scaled gradients are clipped
 */
@Named("scale-by-adopt")
@Doc("The running mean of gradients over the root of the mean square before them.")
public record ScaleByAdopt(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.9999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-6") @Doc("The least that the root of the mean square counts as.") double epsilon,
    @Default("false") @Doc("Whether the mean looks a step ahead.") boolean nesterov,
    @Default("true") @Doc("Whether scaled gradients are clipped.") boolean clipping)
    implements GradientTransform<ScaleByAdopt.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of scaled gradients
   * @param square that of squared gradients
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdopt {
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
    Tensor first = context.step().eq(1);
    Tensor limit = context.count().sub(1).pow(0.25);
    Parameters scaled =
        gradients.zip(
            state.square,
            (g, v) -> {
              Tensor u = g.div(v.sqrt().maximum(epsilon));
              Tensor bound = limit.to(u.dtype());
              return clipping ? u.minimum(bound).maximum(bound.neg()) : u;
            });
    Parameters mean =
        state.mean.zip(scaled, (m, u) -> where(first, m, m.mul(beta1).add(u.mul(1 - beta1))));
    Parameters square =
        state.square.zip(
            gradients,
            (v, g) -> where(first, g.square(), v.mul(beta2).add(g.square().mul(1 - beta2))));
    Parameters updates =
        nesterov
            ? mean.zip(scaled, (m, u) -> where(first, m, m.mul(beta1).add(u.mul(1 - beta1))))
            : mean;
    return new Updates<>(updates, new State(mean, square));
  }
}
