package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;
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
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam with Nesterov's momentum, stated by the change d of the gradient since the step before:
 * {@code m = beta1 m + (1 - beta1) g}, {@code c = beta2 c + (1 - beta2) d}, {@code n = beta3 n + (1
 * - beta3) (g + (1 - beta2) d)^2}; the result is {@code (m + (1 - beta2) c) / (sqrt(n +
 * epsilonRoot) + epsilon)}, each mean freed of its bias. The first d is 0.
 *
 * <p>Xie et al., "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models",
 * 2022, arXiv:2208.06677. Optax's scale_by_adan.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean change of gradients keeps, from 0 to below 1
 * @param beta3 the share of itself that the mean square keeps, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param epsilonRoot what is added under the root, 0 or more
 */
@Named("scale-by-adan")
@Doc("Adam with Nesterov's momentum, by the change of gradients.")
public record ScaleByAdan(
    @Default("0.98") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.92") @Doc("The share of itself that the mean change of gradients keeps.")
        double beta2,
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double beta3,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-8") @Doc("What is added under the root.") double epsilonRoot)
    implements GradientTransform<ScaleByAdan.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param change that of their changes
   * @param square that of the squares of what lies ahead
   * @param gradient the gradients of the step before
   */
  public record State(Parameters mean, Parameters change, Parameters square, Parameters gradient) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdan {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireDecay(beta3, "beta3");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(epsilonRoot, "epsilonRoot");
  }

  @Override
  public State init(Parameters parameters) {
    Parameters zeros = parameters.zerosLike();
    return new State(zeros, zeros, zeros, zeros);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor first = context.step().eq(1);
    Parameters change =
        gradients.zip(state.gradient, (g, before) -> where(first, 0, g.sub(before)));
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters changes = mean(state.change, change, beta2);
    Parameters ahead = gradients.zip(change, (g, d) -> g.add(d.mul(1 - beta2)));
    Parameters square = square(state.square, ahead, beta3);
    Tensor mine = unbias(beta1, context);
    Tensor theirs = unbias(beta2, context).mul(1 - beta2);
    Tensor free = unbias(beta3, context);
    Parameters updates =
        mean.map((name, m) ->
            times(m, mine)
                .add(times(changes.get(name), theirs))
                .div(times(square.get(name), free).add(epsilonRoot).sqrt().add(epsilon)));
    return new Updates<>(updates, new State(mean, changes, square, gradients));
  }
}
