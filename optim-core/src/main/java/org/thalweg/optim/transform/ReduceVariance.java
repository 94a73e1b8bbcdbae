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
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients corrected by their change since the step before, {@code c = g + gamma beta / (1 - beta)
 * (g - g')}, each tensor shortened to a length of at most {@code maxNorm}. The first change is 0.
 *
 * <p>Yuan et al., "MARS: unleashing the power of variance reduction for training large models",
 * 2024, arXiv:2411.10438, the approximate form, whose g' is the gradient of the batch before.
 *
 * @param gamma the strength of the correction, 0 or more
 * @param beta the share of itself that the mean keeps which takes the gradients in, from 0 to below
 *     1
 * @param maxNorm the largest length, above 0
 */
@Named("reduce-variance")
@Doc("Gradients corrected by their change.")
public record ReduceVariance(
    @Default("0.025") @Doc("The strength of the correction.") double gamma,
    @Default("0.95") @Doc("The share of itself that the following mean keeps.") double beta,
    @Default("1.0") @Doc("The largest length.") double maxNorm)
    implements GradientTransform<ReduceVariance.State> {
  /**
   * What came in at the step before.
   *
   * @param gradient the gradients of the step before
   */
  public record State(Parameters gradient) {}

  /** Requires numbers in their ranges. */
  public ReduceVariance {
    requireNonNegative(gamma, "gamma");
    requireDecay(beta, "beta");
    requirePositive(maxNorm, "maxNorm");
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
            (g, before) -> {
              Tensor change = where(first, 0, g.sub(before));
              Tensor corrected = g.add(change.mul(gamma * beta / (1 - beta)));
              Tensor length = norm(corrected);
              return times(corrected, where(length.gt(maxNorm), length.rdiv(maxNorm), 1.0));
            });
    return new Updates<>(updates, new State(gradients));
  }
}
