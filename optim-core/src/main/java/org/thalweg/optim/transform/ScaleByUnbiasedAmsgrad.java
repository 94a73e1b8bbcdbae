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
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * {@link ScaleByAdam} with the largest mean square so far, freed of its bias before the largest is
 * taken; {@link ScaleByAmsgrad} does so after.
 *
 * <p>Reddi, Kale and Kumar, "On the convergence of Adam and beyond", 2018, arXiv:1904.09237.
 * Optax's scale_by_amsgrad.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-unbiased-amsgrad")
@Doc("Adam with its largest unbiased mean square.")
public record ScaleByUnbiasedAmsgrad(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByUnbiasedAmsgrad.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   * @param largest the largest unbiased mean square so far
   */
  public record State(Parameters mean, Parameters square, Parameters largest) {}

  /** Requires numbers in their ranges. */
  public ScaleByUnbiasedAmsgrad {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square = square(state.square, gradients, beta2);
    Parameters largest = state.largest.zip(times(square, unbias(beta2, context)), Tensor::maximum);
    Parameters updates =
        times(mean, unbias(beta1, context)).zip(largest, (m, v) -> m.div(v.sqrt().add(epsilon)));
    return new Updates<>(updates, new State(mean, square, largest));
  }
}
