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
 * Gradients over the root of their mean squared deviation from the running mean, each as of the
 * step before: {@code g / (sqrt(s / (1 - beta2^(t-1))) + epsilon)}, then {@code s = beta2 s + (1 -
 * beta2) (g - m)^2 + epsilonRoot} and {@code m = beta1 m + (1 - beta1) g}. At the first step the
 * root is 1.
 *
 * <p>Zhuang et al., "Momentum centering and asynchronous update for adaptive gradient methods",
 * 2021, arXiv:2110.05454. Optax's scale_by_acprop.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param epsilonRoot what is added to the mean square at every step, 0 or more
 */
@Named("scale-by-acprop")
@Doc("Gradients over their deviation at the steps before.")
public record ScaleByAcprop(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-16") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-16") @Doc("What is added to the mean square at every step.") double epsilonRoot)
    implements GradientTransform<ScaleByAcprop.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param deviation that of their squared deviations from it
   */
  public record State(Parameters mean, Parameters deviation) {}

  /** Requires numbers in their ranges. */
  public ScaleByAcprop {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(epsilonRoot, "epsilonRoot");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor first = context.step().eq(1);
    Tensor free = unbias(beta2, context.count().sub(1).maximum(1)).sqrt();
    Parameters updates =
        gradients.zip(
            state.deviation, (g, s) -> g.div(where(first, 1, times(s.sqrt(), free)).add(epsilon)));
    Parameters deviation =
        square(state.deviation, gradients.zip(state.mean, Tensor::sub), beta2)
            .map(s -> s.add(epsilonRoot));
    return new Updates<>(updates, new State(mean(state.mean, gradients, beta1), deviation));
  }
}
