package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * The running mean of gradients over the root of their mean squared deviation from it: {@code m /
 * (1 - beta1^t) / (sqrt(s / (1 - beta2^t)) + epsilon)} with {@code s = beta2 s + (1 - beta2) (g -
 * m)^2 + epsilonRoot}.
 *
 * <p>Zhuang et al., "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients",
 * 2020, arXiv:2010.07468. Optax's scale_by_belief.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param epsilonRoot what is added to the mean square at every step, 0 or more
 */
@Named("scale-by-belief")
@Doc("The running mean of gradients over their deviation from it.")
public record ScaleByBelief(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-16") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("1e-16") @Doc("What is added to the mean square at every step.") double epsilonRoot)
    implements GradientTransform<ScaleByBelief.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param deviation that of their squared deviations from it
   */
  public record State(Parameters mean, Parameters deviation) {}

  /** Requires numbers in their ranges. */
  public ScaleByBelief {
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
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters deviation =
        square(state.deviation, gradients.zip(mean, Tensor::sub), beta2)
            .map(s -> s.add(epsilonRoot));
    ScaleByAdam adam = new ScaleByAdam(beta1, beta2, epsilon);
    return new Updates<>(adam.ratio(mean, deviation, context), new State(mean, deviation));
  }
}
