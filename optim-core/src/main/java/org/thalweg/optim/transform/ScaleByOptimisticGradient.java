package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients plus a share of their change since the step before: {@code (alpha + beta) g - beta g'},
 * where the first g' is g.
 *
 * <p>Mokhtari, Ozdaglar and Pattathil, "A unified analysis of extra-gradient and optimistic
 * gradient methods for saddle point problems", 2019, arXiv:1901.08511. Optax's
 * scale_by_optimistic_gradient.
 *
 * @param alpha the factor of the gradient, finite
 * @param beta the factor of its change, finite
 */
@Named("scale-by-optimistic-gradient")
@Doc("Gradients plus what they have just changed by.")
public record ScaleByOptimisticGradient(
    @Default("1.0") @Doc("The factor of the gradient.") double alpha,
    @Default("1.0") @Doc("The factor of its change.") double beta)
    implements GradientTransform<ScaleByOptimisticGradient.State> {
  /**
   * What came in at the step before.
   *
   * @param gradient the gradients of the step before
   */
  public record State(Parameters gradient) {}

  /** Requires numbers in their ranges. */
  public ScaleByOptimisticGradient {
    require(Double.isFinite(alpha), "alpha must be finite, was %s", alpha);
    require(Double.isFinite(beta), "beta must be finite, was %s", beta);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor first = context.step().eq(1);
    Parameters updates =
        gradients.zip(
            state.gradient,
            (g, before) -> g.mul(alpha + beta).sub(where(first, g, before).mul(beta)));
    return new Updates<>(updates, new State(gradients));
  }
}
