package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Averages.unbias;

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
 * Adam and decay, shortened for each tensor where squared gradients exceed their mean: {@code (m /
 * (sqrt(v) + epsilon) + weightDecay p) / max(1, sqrt(mean(g^2 / max(v, epsilon^2))))}, m and v
 * freed of their bias.
 *
 * <p>Wortsman et al., "Stable and low-precision training for large-scale vision-language models",
 * 2023, arXiv:2304.13013.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the share of a parameter that is added, 0 or more
 */
@Named("scale-by-stable-adam")
@Doc("AdamW with shorter steps where gradients are larger than known.")
public record ScaleByStableAdam(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-6") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.01") @Doc("The share of a parameter that is added.") double weightDecay)
    implements GradientTransform<ScaleByStableAdam.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByStableAdam {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    ScaleByAdam adam = new ScaleByAdam(beta1, beta2, epsilon);
    ScaleByAdam.State means = adam.next(gradients, new ScaleByAdam.State(state.mean, state.square));
    Tensor free = unbias(beta2, context);
    Parameters updates =
        adam.ratio(means.mean(), means.square(), context)
            .map((name, u) -> {
              Tensor v = times(means.square().get(name), free).maximum(epsilon * epsilon);
              Tensor excess =
                  gradients.get(name).square().div(v).mean().to(DType.FLOAT64).sqrt().maximum(1);
              Tensor decayed = u.add(context.parameters().get(name).mul(weightDecay));
              return times(decayed, excess.reciprocal());
            });
    return new Updates<>(updates, new State(means.mean(), means.square()));
  }
}
