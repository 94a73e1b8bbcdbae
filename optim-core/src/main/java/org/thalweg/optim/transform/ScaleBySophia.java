package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
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
 * The running mean of gradients over the running mean of the Hessian's diagonal, clipped: {@code
 * clip(m / (1 - beta1^t) / max(gamma h, epsilon), threshold)}.
 *
 * <p>{@code m = beta1 m + (1 - beta1) g}; at the first step and at one of every {@code every},
 * after its update, {@code h = beta2 h + (1 - beta2) z (H z)} with random signs z. The Hessian's
 * product is part of every step's program, whether it is used or not.
 *
 * <p>Optax's contributed scale_by_sophia. Liu et al., "Sophia: a scalable stochastic second-order
 * optimizer for language model pre-training", 2023, arXiv:2305.14342.
 *
 * @param beta1 the share of itself that the mean of gradients keeps, from 0 to below 1
 * @param beta2 the share of itself that the mean of the diagonal keeps, from 0 to below 1
 * @param epsilon the least divisor, above 0
 * @param gamma the factor of the diagonal, above 0
 * @param threshold the largest size of a result, above 0
 * @param every the number of steps from estimate to estimate, 1 or more
 * @param seed what the random signs come from
 */
@Named("scale-by-sophia")
@Doc("The running mean of gradients over that of the Hessian's diagonal, clipped.")
public record ScaleBySophia(
    @Default("0.965") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.99") @Doc("The share of itself that the mean diagonal keeps.") double beta2,
    @Default("1e-8") @Doc("The least divisor.") double epsilon,
    @Default("0.01") @Doc("The factor of the diagonal.") double gamma,
    @Default("1.0") @Doc("The largest size of a result.") double threshold,
    @Default("10") @Doc("The number of steps from estimate to estimate.") int every,
    @Default("0") @Doc("What the random signs come from.") long seed)
    implements GradientTransform<ScaleBySophia.State> {
  /**
   * Two running means, zero at first.
   *
   * @param mean of gradients
   * @param diagonal of the Hessian's diagonal
   */
  public record State(Parameters mean, Parameters diagonal) {}

  /** Requires shares from 0 to below 1, positive numbers and a step. */
  public ScaleBySophia {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requirePositive(gamma, "gamma");
    requirePositive(threshold, "threshold");
    require(every >= 1, "every must be 1 or more, was %s", every);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = state.mean.zip(gradients, (m, g) -> m.mul(beta1).add(g.mul(1 - beta1)));
    Tensor factor = Averages.unbias(beta1, context);
    Parameters updates =
        mean.zip(
            state.diagonal,
            (m, h) ->
                m.mul(factor.to(m.dtype()))
                    .div(h.mul(gamma).maximum(epsilon))
                    .clamp(-threshold, threshold));
    Tensor due = Sums.firstOfEvery(every, context);
    Parameters diagonal =
        state.diagonal.zip(
            HessianDiagonal.estimate(context, seed),
            (h, estimate) -> where(due, h.mul(beta2).add(estimate.mul(1 - beta2)), h));
    return new Updates<>(updates, new State(mean, diagonal));
  }
}
